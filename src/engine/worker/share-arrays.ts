/** A copy of plain data whose arrays of numbers lie in shared memory: handed from thread to thread without copying. */
export function shareArrays<Value>(value: Value): Value {
  return shared(value) as Value
}

function shared(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (ArrayBuffer.isView(value)) {
    const Type = value.constructor as { new (buffer: SharedArrayBuffer): Uint8Array }
    const copy = new Type(new SharedArrayBuffer(value.byteLength))
    copy.set(value as Uint8Array)
    return copy
  }
  if (Array.isArray(value)) return value.map(shared)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shared(each)]))
}
