// Answers with each PDF as Tika writes it in XHTML, where every page is a `div`:
//
//     tika.js FILE...

var PDFParser = Packages.org.apache.tika.parser.pdf.PDFParser
var ToXMLContentHandler = Packages.org.apache.tika.sax.ToXMLContentHandler
var Metadata = Packages.org.apache.tika.metadata.Metadata
var ParseContext = Packages.org.apache.tika.parser.ParseContext

function xhtml(file) {
  var handler = new ToXMLContentHandler('UTF-8')
  var stream = new java.io.FileInputStream(file)
  new PDFParser().parse(stream, handler, new Metadata(), new ParseContext())
  stream.close()
  return String(handler.toString())
}

answer(Array.prototype.slice.call(arguments).map(xhtml))
