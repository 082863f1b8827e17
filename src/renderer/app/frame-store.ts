import { create } from 'zustand'

interface FrameState {
  readonly palette: boolean
  readonly keys: boolean
  readonly openPalette: () => void
  readonly openKeys: () => void
  readonly close: () => void
}

/** What of the frame is open over the screens. */
export const useFrame = create<FrameState>()((set) => ({
  palette: false,
  keys: false,
  openPalette() {
    set({ palette: true, keys: false })
  },
  openKeys() {
    set({ keys: true, palette: false })
  },
  close() {
    set({ palette: false, keys: false })
  },
}))
