/** A longer or shorter copy; the room of the one before is free at once, not when somebody looks for garbage. */
export function longer(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  return new Uint32Array(array.buffer.transfer(length * 4))
}

export function longerBytes(array: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(array.buffer.transfer(length))
}

export function giveBack(array: Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer>): void {
  array.buffer.transfer(0)
}
