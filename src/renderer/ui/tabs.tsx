import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs'
import './tabs.css'

export interface TabsProps<Key extends string> {
  readonly label: string
  readonly value: Key
  readonly onChange: (key: Key) => void
  readonly tabs: readonly { readonly key: Key; readonly label: string; readonly panel: ReactNode }[]
  /** Beside the tabs, at the end. */
  readonly aside?: ReactNode
}

/** Two or more views of the same thing. */
export function Tabs<Key extends string>({ label, value, onChange, tabs, aside }: TabsProps<Key>) {
  return (
    <AriaTabs className="tabs" selectedKey={value} onSelectionChange={(key) => onChange(key as Key)}>
      <div className="tabs-head">
        <TabList className="tabs-list" aria-label={label}>
          {tabs.map((tab) => (
            <Tab key={tab.key} id={tab.key} className="tabs-tab">
              {tab.label}
            </Tab>
          ))}
        </TabList>
        {aside}
      </div>
      {tabs.map((tab) => (
        <TabPanel key={tab.key} id={tab.key} className="tabs-panel">
          {tab.panel}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
