// Answers with what JHOVE says of each PDF: whether it is well-formed, whether it is valid, and why
// it is not.
//
//     jhove.js FILE...

var JhoveBase = Packages.edu.harvard.hul.ois.jhove.JhoveBase
var PdfModule = Packages.edu.harvard.hul.ois.jhove.module.PdfModule
var RepInfo = Packages.edu.harvard.hul.ois.jhove.RepInfo

java.util.logging.LogManager.getLogManager().reset() // what it says of its own progress

function judged(path) {
  var module = new PdfModule()
  module.init('')
  module.setBase(new JhoveBase())
  module.setDefaultParams(new java.util.ArrayList())
  module.resetParams()
  var info = new RepInfo(path)
  var file = new java.io.RandomAccessFile(path, 'r')
  module.parse(file, info)
  file.close()
  var messages = []
  for (var each = info.getMessage().iterator(); each.hasNext();) {
    var message = each.next()
    var parts = [message.getId(), message.getMessage(), message.getSubMessage()]
    messages.push(parts.filter(Boolean).map(String).join(' '))
  }
  return {
    isWellFormed: info.getWellFormed() === RepInfo.TRUE,
    isValid: info.getValid() === RepInfo.TRUE,
    messages: messages,
  }
}

answer(Array.prototype.slice.call(arguments).map(judged))
