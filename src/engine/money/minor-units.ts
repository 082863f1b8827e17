/** Currencies without a smaller unit in use, and those with a thousandth; all others have a hundredth (ISO 4217). */
const none = new Set('BIF CLP DJF GNF JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '))
const thousandths = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '))

/**
 * Decimals of a currency's smallest unit: 2 for cents, 0 where there is none, 3 for fils and millimes. The Icelandic króna
 * has none by the standard either, but payment services count its hundredths.
 * @param currency ISO 4217 in capitals, or null: not known
 */
export function minorDigits(currency: string | null): number {
  if (currency === null) return 2
  return none.has(currency) ? 0 : thousandths.has(currency) ? 3 : 2
}
