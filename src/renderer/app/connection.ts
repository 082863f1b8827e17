/** Trace id of an error that arose because the core could not be reached; no log knows it. */
export const connectionTraceId = 'connection'
