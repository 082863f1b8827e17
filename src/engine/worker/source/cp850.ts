/** The upper half of code page 850, in which Excel saves "Text (MS-DOS)" in Western Europe. */
const upper =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

export function decodeCp850(bytes: Uint8Array): string {
  let text = ''
  let run = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue
    text += Buffer.from(bytes.buffer, bytes.byteOffset + run, i - run).toString('latin1') + upper[bytes[i]! - 0x80]!
    run = i + 1
  }
  return text + Buffer.from(bytes.buffer, bytes.byteOffset + run, bytes.length - run).toString('latin1')
}
