/** A lift this near to 1 says nothing: as usual, within what sampling alone would do. */
const AS_USUAL = 0.15

/** Whether a group buys of something clearly more or less than everyone does. */
export function standsOut(lift: number): boolean {
  return Math.abs(lift - 1) >= AS_USUAL
}
