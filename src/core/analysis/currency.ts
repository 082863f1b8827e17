/** Decimals of the minor unit: 2 for EUR, 0 for JPY; 2 where the currency is not known. */
export function minorDigits(currency: string | null): number {
  if (currency === null) return 2
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}
