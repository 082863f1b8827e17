/** Minutes that this machine's local time is ahead of UTC at an instant; remembered per hour, as orders come in order. */
export function machineZone(): (epochMilliseconds: number) => number {
  let hour = NaN
  let offset = 0
  return (epochMilliseconds) => {
    const now = Math.floor(epochMilliseconds / 900_000)
    if (now !== hour) {
      hour = now
      offset = -new Date(epochMilliseconds).getTimezoneOffset()
    }
    return offset
  }
}
