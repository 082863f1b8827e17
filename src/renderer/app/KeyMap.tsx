import { Fragment } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { t } from '../i18n/index.ts'
import { Dialog } from '../ui/index.ts'
import { commandKeyName } from './keyboard.ts'
import { navigation } from './navigation.ts'
import { useFrame } from './frame-store.ts'
import './keymap.css'

interface Row {
  readonly text: string
  readonly keys: readonly (readonly string[])[]
  /** How the keys go together: one after the other, or either. */
  readonly join?: 'then' | 'or'
}

/** Every key there is, on `?`. */
export function KeyMap() {
  const { isOpen, close } = useFrame(useShallow((state) => ({ isOpen: state.keys, close: state.close })))
  const groups: readonly { readonly title: string; readonly rows: readonly Row[] }[] = [
    {
      title: t('app.keys.everywhere'),
      rows: [
        { text: t('app.keys.palette'), keys: [[commandKeyName, 'K']] },
        { text: t('app.keys.search'), keys: [['/']] },
        { text: t('app.keys.files'), keys: [[commandKeyName, 'O']] },
        { text: t('app.keys.rail'), keys: [['[']] },
        { text: t('app.keys.close'), keys: [['Esc']] },
        { text: t('app.keys.map'), keys: [['?']] },
      ],
    },
    {
      title: t('app.keys.go'),
      rows: [
        ...navigation.map((item) => ({
          text: t(item.title),
          keys: [['G'], [item.key.toUpperCase()]],
          join: 'then' as const,
        })),
        { text: t('app.screen.settings'), keys: [['G'], [',']], join: 'then' },
      ],
    },
    {
      title: t('app.keys.tables'),
      rows: [
        { text: t('app.keys.nextRow'), keys: [['J'], ['↓']], join: 'or' },
        { text: t('app.keys.previousRow'), keys: [['K'], ['↑']], join: 'or' },
        { text: t('app.keys.openRow'), keys: [['Enter']] },
      ],
    },
  ]
  return (
    <Dialog title={t('app.keys')} isOpen={isOpen} onClose={close} wide>
      <div className="keymap">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.rows.map((row) => (
                <div key={row.text}>
                  <dt>{row.text}</dt>
                  <dd>
                    {row.keys.map((chord, index) => (
                      <Fragment key={chord.join('+')}>
                        {index > 0 && <span className="faint dense"> {t(`app.keys.${row.join ?? 'or'}`)} </span>}
                        {chord.map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
