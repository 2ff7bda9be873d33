// What the scripts here print their answers with. Run by Rhino, in Java, before each of them.

// In ASCII, since Java may write in whatever encoding the machine has.
function answer(value) {
  print(JSON.stringify(value).replace(/[^\x00-\x7f]/g, function (unit) {
    return '\\u' + ('000' + unit.charCodeAt(0).toString(16)).slice(-4)
  }))
}
