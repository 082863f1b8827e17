import { useSyncExternalStore } from 'react'

/** Below this width, at double size that is a window of 1,720 px, the rail shows its icons alone. */
const narrow = matchMedia('(width < 860px)')

function listen(onChange: () => void): () => void {
  narrow.addEventListener('change', onChange)
  return () => narrow.removeEventListener('change', onChange)
}

/** Whether the window has no room to spare. */
export function useNarrow(): boolean {
  return useSyncExternalStore(listen, () => narrow.matches)
}
