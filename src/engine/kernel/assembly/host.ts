/** Copies the bytes of a chunk that is complete out of the kernel's memory. */
export declare function takeChunk(at: usize, bytes: usize): void
/** The same with the ids of its orders; no bytes: it has none. */
export declare function takeIds(at: usize, bytes: usize): void
/** Minutes that local time is ahead of UTC at an instant (milliseconds since 1970). */
export declare function zoneOffset(epochMilliseconds: f64): f64
