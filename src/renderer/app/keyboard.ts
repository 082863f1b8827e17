import { useEffect } from 'react'
import { chooseFiles } from '../features/import/choose-files.ts'
import { navigation } from './navigation.ts'
import { navigate } from './route.ts'
import { useApp } from './store.ts'
import { useFrame } from './frame-store.ts'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Name of the key that goes with letters for commands. */
export const commandKeyName = isMac ? '⌘' : 'Ctrl'

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.role === 'textbox' ||
      /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
      (target instanceof HTMLInputElement && !/^(checkbox|radio|range|button)$/.test(target.type)))
  )
}

/** Focuses the search of the screen (an element with `data-search`, or the input inside it); false where there is none. */
function focusSearch(): boolean {
  const found = document.querySelector<HTMLElement>('main [data-search]')
  const input = found?.matches('input') === true ? found : found?.querySelector<HTMLElement>('input')
  if (input === null || input === undefined) return false
  input.focus()
  if (input instanceof HTMLInputElement) input.select()
  return true
}

/** Keys that work everywhere; single letters do not while something is typed or a dialog is open. */
export function useKeyboard(): void {
  useEffect(() => {
    let afterG = false
    let timer: ReturnType<typeof setTimeout> | undefined

    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const frame = useFrame.getState()
      const command = isMac ? event.metaKey : event.ctrlKey
      if (command && !event.altKey && !event.shiftKey) {
        if (event.key.toLowerCase() === 'k') {
          event.preventDefault()
          if (frame.palette) frame.close()
          else frame.openPalette()
        } else if (event.key.toLowerCase() === 'o') {
          event.preventDefault()
          chooseFiles()
        }
        return
      }
      if (event.metaKey || event.ctrlKey || event.altKey) return
      if (isTyping(event.target) || frame.palette || frame.keys) return
      if (document.querySelector('.dialog-overlay') !== null) return

      if (afterG) {
        afterG = false
        const goal = navigation.find((item) => item.key === event.key.toLowerCase())
        if (goal !== undefined) {
          event.preventDefault()
          navigate(goal.screen)
          return
        }
        if (event.key === ',') {
          navigate('settings')
          return
        }
      }
      if (event.key === 'g') {
        afterG = true
        clearTimeout(timer)
        timer = setTimeout(() => {
          afterG = false
        }, 1200)
      } else if (event.key === '?') {
        event.preventDefault()
        frame.openKeys()
      } else if (event.key === '/') {
        event.preventDefault()
        if (!focusSearch()) frame.openPalette()
      } else if (event.key === '[') {
        const { settings, updateSettings } = useApp.getState()
        void updateSettings({ railCollapsed: !settings.railCollapsed })
      }
    }
    window.addEventListener('keydown', onKey)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', onKey)
    }
  }, [])
}
