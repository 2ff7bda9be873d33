// Answers with the text of every page of each PDF as PDFBox has it:
//
//     pdfbox.js plain|sorted FILE...
//
// `sorted` has PDFBox put letters in order by their places; `plain` leaves them as they are drawn.

var Loader = Packages.org.apache.pdfbox.Loader
var PDFTextStripper = Packages.org.apache.pdfbox.text.PDFTextStripper

function pages(file, sorted) {
  var document = Loader.loadPDF(new java.io.File(file))
  var found = []
  for (var number = 1; number <= document.getNumberOfPages(); number++) {
    var stripper = new PDFTextStripper()
    stripper.setSortByPosition(sorted)
    stripper.setStartPage(number)
    stripper.setEndPage(number)
    found.push(String(stripper.getText(document)))
  }
  document.close()
  return found
}

var sorted = arguments[0] === 'sorted'
answer(Array.prototype.slice.call(arguments, 1).map(function (file) {
  return pages(file, sorted)
}))
