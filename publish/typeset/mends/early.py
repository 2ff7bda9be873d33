"""A quick start of WeasyPrint: what it prepares on import is kept, or put off until it is needed.

It parses some hundred C declarations each time that it is imported. They are parsed once and
kept, as the data that cffi takes in its out-of-line ABI mode, named by their text. The data decide
how memory is read, so only those are taken that bear the seal of this user. It imports the parts
of fontTools that cut fonts, which HarfBuzz does in its stead. And it has fontconfig look at the
fonts of the system, before anybody can have said that the catalogue's are the ones.
"""

from __future__ import annotations

import hashlib
import linecache
import marshal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout, suppress
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType, SimpleNamespace
from typing import Any, Final

from publish.doors.reading import read_bytes
from publish.doors.seals import Key, machine_key
from publish.errors import PublishError
from publish.faults import Fault
from publish.resources import default_cache_dir
from publish.typeset.mends.inside import check, table

_MODULE = "publish_declarations"
_PURPOSE = "declarations of cffi"
_LARGEST = 1 << 20

_PUT_OFF: Final[Mapping[str, tuple[str, ...]]] = {
    "fontTools.subset": (),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}
"""Modules that are not imported until they are used, and functions that are taken from them."""


def install() -> None:
    """Let WeasyPrint start quickly when it is first imported in this process."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


def check_start() -> None:
    """Raise TypesetError unless this is the WeasyPrint that starts quickly."""
    check("early")


# --- C declarations -------------------------------------------------------------------


class _Declarations:
    """Stands for an ``FFI`` of cffi until it is told what to declare."""

    def __init__(self) -> None:
        self.ready: Any = None

    def cdef(self, text: str) -> None:
        """Declare ``text``, parsed now or before."""
        self.ready = _declared(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.ready, name)


def _declared(text: str) -> Any:
    """Cffi's interface to what C declares in ``text``."""
    backend: Any = import_module("_cffi_backend")
    cffi: Any = import_module("cffi")
    versions = f"{sys.implementation.cache_tag} {cffi.__version__} {backend.__version__}"
    digest = hashlib.sha256(f"{versions} {text}".encode())
    path = default_cache_dir() / "declarations" / digest.hexdigest()[:32]
    key = _key()
    if key and (known := _kept(path, key)):
        return backend.FFI(_MODULE, **known)
    known = _parsed(cffi, text)
    if key:
        with suppress(OSError):
            _keep(known, path, key)
    # Not the FFI that has parsed: that one asks compilers where a library is that is not here.
    return backend.FFI(_MODULE, **known)


def _parsed(cffi: Any, text: str) -> dict[str, Any]:
    """What cffi's FFI is made of, parsed from declarations."""
    parsed = cffi.api.FFI()
    parsed.cdef(text)
    parsed.set_source(_MODULE, None)
    module = StringIO()
    with redirect_stdout(StringIO()):  # it says what it writes
        parsed.emit_python_code(module)
    return _arguments(module.getvalue())


def _key() -> Key | None:
    try:
        return machine_key()
    except PublishError:  # a build tells of a key that cannot be used
        return None


def _kept(path: Path, key: Key) -> dict[str, Any] | None:
    """What cffi's FFI is made of, as it was kept here; None where nobody with this key kept it."""
    try:
        seal, _, data = read_bytes(path, _LARGEST).partition(b"\n")
    except Fault:
        return None
    if not key.holds(seal, _PURPOSE, path.name.encode(), data):
        return None
    known: dict[str, Any] = marshal.loads(data)
    return known


def _keep(known: dict[str, Any], path: Path, key: Key) -> None:
    """Write what cffi's FFI is made of, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".new-", dir=path.parent) as folder:
        beside = Path(folder) / path.name
        data = marshal.dumps(known)
        seal = key.seal(_PURPOSE, path.name.encode(), data)
        beside.write_bytes(seal.encode() + b"\n" + data)
        beside.replace(path)


def _arguments(module: str) -> dict[str, Any]:
    """The arguments, plain literals, of the call that a module by cffi ends in."""
    import ast  # only where something was parsed

    *_, last = ast.parse(module).body
    assert isinstance(last, ast.Assign)
    assert isinstance(last.value, ast.Call)
    return {str(each.arg): ast.literal_eval(each.value) for each in last.value.keywords}


@contextmanager
def _declarations_kept(module: Any) -> Iterator[None]:
    cffi: Any = import_module("cffi")
    original, cffi.FFI = cffi.FFI, _Declarations
    try:
        yield
    finally:
        cffi.FFI = original
    module.ffi = module.ffi.ready


# --- Imports that are put off -----------------------------------------------------------


class _Later(ModuleType):
    """Stands for a module until something of it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what the import system looks for
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)


def _later(name: str, functions: tuple[str, ...]) -> _Later:
    module = _Later(name)
    for function in functions:
        setattr(module, function, _call_of(name, function))
    return module


def _call_of(module: str, function: str) -> Callable[..., Any]:
    def call(*arguments: Any, **options: Any) -> Any:
        return getattr(import_module(module), function)(*arguments, **options)

    return call


@contextmanager
def _imports_put_off(_: ModuleType) -> Iterator[None]:
    names = [name for name in _PUT_OFF if name not in sys.modules]
    sys.modules.update({name: _later(name, _PUT_OFF[name]) for name in names})
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


# --- Fonts that nobody asks for -----------------------------------------------------------


@contextmanager
def _no_fonts_looked_at(module: ModuleType) -> Iterator[None]:
    """Let the check whether there are fonts pass by itself: `engine.use_fonts` names them later.

    What fontconfig would read here are the settings, caches and folders of the system.
    """
    inside: Any = import_module("weasyprint.text.ffi")
    original = inside.fontconfig
    inside.fontconfig = SimpleNamespace(
        FcInitLoadConfigAndFonts=lambda: inside.ffi.NULL,
        FcConfigDestroy=lambda _: None,
        FcConfigGetFonts=lambda *_: SimpleNamespace(nfont=1),
        FcSetSystem=original.FcSetSystem,
    )
    try:
        yield
    finally:
        inside.fontconfig = original
    vars(module)["fontconfig"] = original


# --- While modules are executed ---------------------------------------------------------

_AROUND: Final[Mapping[str, Callable[[ModuleType], Any]]] = {
    "weasyprint.text.ffi": _declarations_kept,
    "weasyprint.text.fonts": _no_fonts_looked_at,
    "weasyprint.pdf.fonts": _imports_put_off,
}
"""What is around the execution of which module."""


def _is_known(module: str, origin: str | None) -> bool:
    """Whether the module is the one that this was written for; another one starts by itself.

    Nobody can be told at this moment: the module is only being imported. ``check_start`` tells.
    """
    lines = "".join(linecache.getlines(origin or ""))
    return hashlib.sha256(lines.encode()).hexdigest() == table().fingerprints.get(module)


class _Finder(MetaPathFinder):
    """Finds the modules of ``_AROUND`` where they are, and executes them with what is around."""

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        if fullname not in _AROUND:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None and _is_known(fullname, spec.origin):
            spec.loader = _Loader(spec.loader, _AROUND[fullname])
        return spec


class _Loader(Loader):
    def __init__(self, loader: Any, around: Callable[[ModuleType], Any]) -> None:
        self._loader = loader
        self._around = around

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        module: ModuleType | None = self._loader.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        with self._around(module):
            self._loader.exec_module(module)
