"""Optional families: unseen while absent, told of where they are needed, sound when here."""

import dataclasses
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from publish.errors import FontError, Place
from publish.fonts import install
from publish.fonts.catalogue import Catalogue
from publish.fonts.coverage import missing
from publish.fonts.library import Library, available, open_library
from publish.fonts.stack import is_kept_for, stack
from publish.resources import default_cache_dir

PLACE = Place(Path("content/example/th.md"), 2)

LETTERS = {
    "Aran": "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےئؤآۂۓ۔،؟۰۱۲۳۴۵۶۷۸۹",
    "Armn": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆևԱՖ։՝՞՛֊",
    "Geor": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "Deva": "अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह़ािीुूृेैोौंःँ्।॥०१२९",
    "Beng": "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহড়ঢ়য়ৎংঃঁািীুূৃেৈোৌ্।০১৯",
    "Taml": "அஆஇஈஉஊஎஏஐஒஓஔகஙசஞடணதநபமயரலவழளறனஜஷஸஹாிீுூெேைொோௌ்ஃ",
    "Thai": "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะาิีึืุูเแโใไ็่้๊๋์ๆฯ๐๑๙",
    "Ethi": "ሀለሐመሠረሰሸቀበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ፣።፤፥፦",
    "Gujr": "અઆઇઈઉઊઋએઐઓઔકખગઘઙચછજઝઞટઠડઢણતથદધનપફબભમયરલવશષસહળ્ાિીુૂૃેૈોૌંઃ૦૧૯।₹",
    "Guru": "ਅਆਇਈਉਊਏਐਓਔਕਖਗਘਙਚਛਜਝਞਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵਸਹੜ਼੍ਾਿੀੁੂੇੈੋੌੰੱਂ੦੧੯।",
    "Orya": "ଅଆଇଈଉଊଋଏଐଓଔକଖଗଘଙଚଛଜଝଞଟଠଡଢଣତଥଦଧନପଫବଭମଯରଲଳଵଶଷସହୟୱ଼୍ାିୀୁୂୃେୈୋୌଂଃଁ୦୧୯।",
    "Telu": "అఆఇఈఉఊఋఎఏఐఒఓఔకఖగఘఙచఛజఝఞటఠడఢణతథదధనపఫబభమయరఱలళవశషసహ్ాిీుూృెేైొోౌంః౦౧౯",
    "Knda": "ಅಆಇಈಉಊಋಎಏಐಒಓಔಕಖಗಘಙಚಛಜಝಞಟಠಡಢಣತಥದಧನಪಫಬಭಮಯರಲಳವಶಷಸಹ್ಾಿೀುೂೃೆೇೈೊೋೌಂಃ೦೧೯",
    "Mlym": "അആഇഈഉഊഋഎഏഐഒഓഔകഖഗഘങചഛജഝഞടഠഡഢണതഥദധനപഫബഭമയരറലളഴവശഷസഹൺൻർൽൾ്ാിീുൂൃെേൈൊോൌൗംഃ൦൧൯",
    "Sinh": "අආඇඈඉඊඋඌඑඒඓඔඕඖකඛගඝඟචඡජඣඤඥටඨඩඪණඬතථදධනඳපඵබභමඹයරලවශෂසහළෆ්ාැෑිීුූෘෙේෛොෝෞංඃ",
    "Tibt": "ཀཁགངཅཆཇཉཏཐདནཔཕབམཙཚཛཝཞཟའཡརལཤསཧཨིེོུྱྲླྭྐྒྔྗྟྡྤྦྨྩྫ་།༎༄༅༠༡༩",
    "Mymr": "ကခဂဃငစဆဇဈညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအဣဤဥဦဧဩဪါာိီုူေဲံ့း္်ျြွှဿ၊။၌၍၎၏၀၁၉",
    "Khmr": "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអឥឧឪឫឬឭឮឯឰឱឳាិីឹឺុូួើឿៀេែៃោៅំះៈ៉៊់៌៍៏័្។៕ៗ០១៩៛",
    "Laoo": "ກຂຄງຈຊຍດຕຖທນບປຜຝພຟມຢຣລວສຫອຮໜໝະັາຳິີຶືຸູົຼຽເແໂໃໄ່້໊໋໌ໍໆຯ໐໑໙",
    "Thaa": "ހށނރބޅކއވމފދތލގޏސޑޒޓޔޕޖޗޘޙޚޛޜޝޞޟޠޡޢޣޤޥަާިީުޫެޭޮޯްޱ،؛؟",
    "Syrc": "ܐܒܓܕܗܘܙܚܛܝܟܠܡܢܣܥܦܨܩܪܫܬܼܱܸܹܲܳܵܶܺܽܿ܀܁܂،؛؟",
    "Nkoo": "ߊߋߌߍߎߏߐߑߒߓߔߕߖߗߘߙߚߛߜߝߞߟߠߡߢߣߤߥߦߧ߲߫߬߭߮߯߰߱߳߀߁߉،؛؟߸߹",
    "Adlm": "𞤀𞤁𞤂𞤃𞤄𞤅𞤆𞤇𞤈𞤉𞤊𞤋𞤌𞤍𞤎𞤏𞤐𞤑𞤒𞤓𞤔𞤕𞤖𞤗𞤘𞤙𞤚𞤛𞤢𞤣𞤤𞤥𞤦𞤧𞤨𞤩𞤪𞤫𞤬𞤭𞤮𞤯𞤰𞤱𞤲𞤳𞤴𞤵𞤶𞤷𞤸𞤹𞤺𞤻𞤼𞤽𞥄𞥅𞥆𞥇𞥐𞥑𞥙؟",
    "Cher": "ᎠᎡᎢᎣᎤᎥᎦᎧᎨᎩᎪᎫᎬᎭᎮᎯᎰᎱᎲᎳᎴᎵᎶᎷᎸᎹᎺᎻᎼᎽᎾᎿᏀᏁᏂᏃᏄᏅᏆᏇᏈᏉᏊᏋ"
    "ᏌᏍᏎᏏᏐᏑᏒᏓᏔᏕᏖᏗᏘᏙᏚᏛᏜᏝᏞᏟᏠᏡᏢᏣᏤᏥᏦᏧᏨᏩᏪᏫᏬᏭᏮᏯᏰᏱᏲᏳᏴᏵ",
    "Tfng": "ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥⵯ",
    "Hans": "人人生而自由在尊严和权利上一律平等，。、；：？！“”‘’《》（）——……",
    "Hant": "人人生而自由在尊嚴和權利上一律平等，。、；：？！「」『』《》（）——……",
    "Jpan": "あいうえおアイウエオがぎぱぴっゃー々人間尊厳権利平等、。「」『』・（）",
    "Kore": "가나다라마바사아자차카타파하힣모든인간은自由평등하다",
    "Grek": "ἀἁἂἃἄἅἆἇᾀᾁὰάᾳᾴᾲᾶᾷῥῤὒΐῗῢΰῦὠᾧῳῷἈἉᾈῬῼ᾽ι",
}


def test_a_family_that_is_not_installed_is_not_offered(written: Catalogue, tmp_path: Path) -> None:
    here = available(written, tmp_path)
    assert [family.name for family in here.families] == [
        *("Source Serif 4", "Source Serif 4 Display", "Amiri", "Frank Ruhl Libre")
    ]
    assert install.key(here) != install.key(written)


def test_a_script_is_told_of_with_the_command_that_brings_its_family(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    with pytest.raises(FontError) as caught:
        library.check([("สวัสดี", PLACE)])
    assert str(caught.value).startswith(f"{PLACE}: No installed face has these 5 Thai characters")
    assert str(caught.value).endswith(
        " Install Noto Serif Thai: make FONTS=noto-serif-thai"
        " (without make: python -m publish.tools.fonts noto-serif-thai)"
    )


@pytest.mark.parametrize(
    ("script", "source"),
    [("Aran", "noto-nastaliq-urdu"), ("Jpan", "noto-serif-jp"), ("Hant", "noto-serif-tc")],
)
def test_a_style_that_coverage_cannot_see_is_asked_for_too(
    tmp_path: Path, script: str, source: str
) -> None:
    """Urdu in Naskh and Japanese in Chinese shapes have no box, and are wrong all the same."""
    library = open_library(tmp_path)
    expected = f"th.md:2: No installed face is for the script {script} .*FONTS={source}"
    with pytest.raises(FontError, match=expected):
        library.check([("ہے", PLACE)], script)


@pytest.mark.parametrize("script", ["Latn", "Arab", "Grek", "Zyyy", "Yiii"])
def test_nothing_is_asked_for_that_is_here_or_not_to_be_had(tmp_path: Path, script: str) -> None:
    open_library(tmp_path).check([("سلام", PLACE)], script)


def test_letters_of_africa_ask_for_the_face_that_has_them(tmp_path: Path) -> None:
    with pytest.raises(FontError, match=r"FONTS=noto-serif "):
        open_library(tmp_path).check([("ƙasa ɗaya", PLACE)], "Latn")


def test_polytonic_greek_asks_for_the_face_that_has_it(tmp_path: Path) -> None:
    with pytest.raises(FontError, match="FONTS=literata"):
        open_library(tmp_path).check([("ἄνθρωποι", PLACE)], "Grek")


@pytest.mark.parametrize(
    ("script", "language", "first"),
    [
        ("Grek", None, "Source Serif 4"),
        ("Grek", "el", "Source Serif 4"),
        ("Grek", "el-polyton", "Literata"),
        ("Grek", "EL-Polyton-GR", "Literata"),
        ("Grek", "grc", "Literata"),
        ("Latn", "grc-Latn", "Source Serif 4"),
        ("Latn", "ha-NG", "Noto Serif"),
        ("Latn", "hu", "Source Serif 4"),
        ("Cyrl", "ab", "Noto Serif"),
        ("Latn", "ff", "Noto Serif"),
        ("Latn", "ff-Adlm", "Source Serif 4"),
        ("Adlm", "ff-Adlm", "Noto Sans Adlam"),
        ("Aran", "ur", "Noto Nastaliq Urdu"),
        ("Arab", "ur-Arab", "Amiri"),
        ("Hans", "zh", "Noto Serif SC"),
        ("Hant", "zh-TW", "Noto Serif TC"),
        ("Jpan", "ja", "Noto Serif JP"),
        ("Kore", "ko", "Noto Serif KR"),
        ("Hani", None, "Noto Serif SC"),
        ("Hira", None, "Noto Serif JP"),
    ],
)
def test_each_language_takes_the_face_that_is_kept_for_it(
    written: Catalogue, script: str, language: str | None, first: str
) -> None:
    assert stack(written, script, language=language)[0] == first


def test_a_face_for_a_language_is_first_in_titles_too(written: Catalogue) -> None:
    """Or else half the letters of a title would come from the display face."""
    assert stack(written, "Grek", "display", "grc")[0] == "Literata"
    assert stack(written, "Grek", "display")[0] == "Source Serif 4 Display"


def test_a_language_is_known_by_whole_parts_of_its_tag(written: Catalogue) -> None:
    family = dataclasses.replace(written.families[0], languages=("el",))
    assert is_kept_for(family, "el-GR")
    assert not is_kept_for(family, "elx")


def test_what_was_there_before_keeps_its_order(catalogue: Catalogue, written: Catalogue) -> None:
    """A new family takes nothing from texts that need none of it."""
    for script in catalogue.scripts:
        before = stack(catalogue, script)
        after = stack(written, script)
        assert after[0] == before[0]
        assert tuple(name for name in after if name in before) == before


@pytest.mark.parametrize("script", LETTERS)
def test_an_alphabet_is_drawn_in_both_weights_by_its_own_face(
    everything: Library, script: str
) -> None:
    letters = unicodedata.normalize("NFC", LETTERS[script])
    assert not missing(letters, everything.coverage)
    language = "grc" if script == "Grek" else None
    own = everything.stack(script, language=language)[0]
    assert {everything.coverage.drawn_by(char, [own]) for char in letters} == {own}


def test_latin_names_and_digits_of_figures_keep_to_their_faces(everything: Library) -> None:
    """A whole East Asian face has Latin letters; only those as wide as a Han character stay."""
    drawn_by = everything.coverage.drawn_by
    for script in ("Hans", "Hant", "Jpan", "Kore"):
        families = everything.stack(script)
        assert [drawn_by(char, families) for char in "NßЖπ"] == ["Source Serif 4"] * 4
        assert drawn_by("Ａ", families) == families[0]
        assert drawn_by("Ⅷ", families) == families[0]


def test_a_face_compressed_for_the_web_is_a_plain_font_when_derived(everything: Library) -> None:
    for face, path in everything.installed.files.items():
        if face.file.endswith(".woff2"):
            assert TTFont(path).flavor is None
            assert path.read_bytes()[:4] == b"\0\1\0\0"


def test_each_package_s_licence_is_the_one_that_is_shipped(everything: Library) -> None:
    """Word for word: ``LICENSE_FONT`` where the package has another for its code."""
    packages = default_cache_dir() / "packages"
    for family in everything.catalogue.families:
        face = family.faces[0]
        if family.optional:
            folder = packages / str(face.package) / str(face.package_version)
            brought = next(f for f in (folder / "LICENSE_FONT", folder / "LICENSE") if f.is_file())
            shipped = everything.catalogue.path.parent / face.licence_file
            assert shipped.read_bytes() == brought.read_bytes()


@pytest.mark.parametrize(
    ("script", "language", "text"),
    [("Hans", "zh-Hans", "国——"), ("Jpan", "ja", "国――")],
)
def test_a_double_dash_is_one_stroke_in_its_language(
    everything: Library, script: str, language: str, text: str
) -> None:
    """Local forms follow the language (OpenType locl): a dash two characters wide."""
    import uharfbuzz

    family = everything.stack(script)[0]
    face = next(f for f in everything.installed.files if f.family == family and f.weight == 400)
    blob = uharfbuzz.Blob.from_file_path(str(everything.installed.files[face]))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = language
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(blob)), buffer, {})
    assert [place.x_advance for place in buffer.glyph_positions or ()] == [1000, 2000]
