/** Ids of built-in number formats that show a date or a time (ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are East Asian, 71–81 Thai). */
export function isBuiltInDate(id: number): boolean {
  return (
    (id >= 14 && id <= 22) ||
    (id >= 27 && id <= 36) ||
    (id >= 45 && id <= 47) ||
    (id >= 50 && id <= 58) ||
    (id >= 71 && id <= 81)
  )
}

/**
 * Whether a number format shows a date or a time. Quoted and escaped letters, colours, conditions and locales mean
 * nothing; elapsed times (`[h]:mm`) count.
 */
export function isDateFormat(format: string): boolean {
  let plain = ''
  for (let i = 0; i < format.length; i++) {
    const letter = format[i]!
    if (letter === '"') {
      const end = format.indexOf('"', i + 1)
      if (end < 0) break
      i = end
    } else if (letter === '\\' || letter === '_' || letter === '*') i++
    else if (letter === '[') {
      const end = format.indexOf(']', i + 1)
      if (end < 0) break
      if (/^(h+|m+|s+)$/i.test(format.slice(i + 1, end))) return true
      i = end
    } else plain += letter
  }
  // General, and the exponent of a number, have letters that mean no date.
  const letters = plain.replace(/general/gi, '').replace(/[0#?.,]e[+-]/gi, '')
  return /[ymdhseg]|b[12]|am\/pm|a\/p|上午\/下午/i.test(letters)
}
