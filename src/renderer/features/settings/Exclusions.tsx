import { useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { ExclusionRule, Project } from '../../../contract/projects.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Button, IconButton, Select, Switch, TextField } from '../../ui/index.ts'
import { openSuggestions, withRule, type Draft } from './exclusions.ts'
import { Section } from './Section.tsx'
import { ruleText, Suggestions } from './Suggestions.tsx'

/** Rules that leave rows or customers out: suggested from the data, applied by the person only. */
export function Exclusions({ project }: { readonly project: Project }) {
  const { updateProject, toast } = useApp(
    useShallow((state) => ({ updateProject: state.updateProject, toast: state.toast })),
  )
  const suggested = useApp((state) => state.analysis?.suggestedExclusions)
  const rules = project.exclusions
  const open = openSuggestions(suggested ?? [], rules)
  const save = (change: (rules: readonly ExclusionRule[]) => readonly ExclusionRule[]) =>
    updateProject(project.id, (now) => ({ exclusions: [...change(now.exclusions)] }))
  const add = (draft: Draft) => void save((now) => withRule(now, draft))
  const remove = async (rule: ExclusionRule) => {
    if (await save((now) => now.filter((other) => other.id !== rule.id))) {
      const at = rules.indexOf(rule)
      toast(t('settings.exclusions.removed'), { undo: () => void save((now) => now.toSpliced(at, 0, rule)) })
    }
  }
  return (
    <Section title={t('settings.exclusions')} text={t('settings.exclusions.text')}>
      {rules.length === 0 ? (
        <p className="muted">{t('settings.exclusions.none')}</p>
      ) : (
        <ul className="rules">
          {rules.map((rule) => (
            <li key={rule.id} className="rule">
              <Switch
                isSelected={rule.enabled}
                onChange={(enabled) =>
                  void save((now) => now.map((other) => (other.id === rule.id ? { ...other, enabled } : other)))
                }
              >
                <span className={rule.enabled ? 'name' : 'name faint'}>{ruleText(rule)}</span>
              </Switch>
              <IconButton
                icon="trash"
                size="dense"
                label={t('settings.exclusions.remove')}
                onPress={() => void remove(rule)}
              />
            </li>
          ))}
        </ul>
      )}
      <AddRule onAdd={add} />
      {suggested !== undefined && (
        <div className="stack">
          <h3 className="settings-subtitle">{t('settings.exclusions.suggested')}</h3>
          <Suggestions open={open} onUse={add} />
        </div>
      )}
    </Section>
  )
}

function AddRule({ onAdd }: { readonly onAdd: (draft: Draft) => void }) {
  const [field, setField] = useState<Draft['field']>('product')
  const [op, setOp] = useState<Draft['op']>('eq')
  const [value, setValue] = useState('')
  return (
    <form
      className="add-rule"
      onSubmit={(event) => {
        event.preventDefault()
        if (value.trim() === '') return
        onAdd({ field, op, value })
        setValue('')
      }}
    >
      <Select<Draft['field']>
        label={t('settings.exclusions.field')}
        options={(['product', 'customer', 'category'] as const).map((key) => ({
          key,
          label: t(`settings.field.${key}`),
        }))}
        value={field}
        onChange={setField}
      />
      <Select<Draft['op']>
        label={t('settings.exclusions.op')}
        options={(['eq', 'contains', 'starts_with'] as const).map((key) => ({ key, label: t(`settings.op.${key}`) }))}
        value={op}
        onChange={setOp}
      />
      <TextField
        label={t('settings.exclusions.value')}
        placeholder={t('settings.exclusions.value.hint')}
        value={value}
        maxLength={500}
        onChange={setValue}
      />
      <Button type="submit" isDisabled={value.trim() === ''}>
        {t('settings.exclusions.add')}
      </Button>
    </form>
  )
}
