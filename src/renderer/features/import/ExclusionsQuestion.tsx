import { useState } from 'react'
import type { ExclusionSuggestion } from '../../../contract/analysis.ts'
import type { Project } from '../../../contract/projects.ts'
import { noteText, t } from '../../i18n/index.ts'
import { Button, Drawer } from '../../ui/index.ts'
import { withoutRule, withRule } from '../settings/exclusions.ts'
import { ruleText, Suggestions } from '../settings/Suggestions.tsx'
import { change, Question } from './Question.tsx'

const firstSaid = 3

/** Lines and customers that may not be hers to count: suggested, and left out by her alone. */
export function ExclusionsQuestion(props: {
  readonly suggestions: readonly ExclusionSuggestion[]
  readonly project: Project
}) {
  const { suggestions, project } = props
  const [isOpen, setOpen] = useState(false)
  return (
    <Question
      title={t('question.exclusions.title', { n: suggestions.length })}
      lines={[
        ...suggestions
          .slice(0, firstSaid)
          .map((each) => t('question.exclusions.line', { reason: noteText(each.reason), rows: each.rows })),
        t('question.exclusions.text'),
      ]}
    >
      <Button onPress={() => setOpen(true)}>{t('question.exclusions.look')}</Button>
      {isOpen && (
        <Drawer
          title={t('question.exclusions.drawer')}
          subtitle={t('question.exclusions.drawer.subtitle')}
          onClose={() => setOpen(false)}
        >
          <Suggestions
            open={suggestions}
            onUse={(draft) =>
              void change(
                project.id,
                ({ exclusions }) => ({ exclusions: [...withRule(exclusions, draft)] }),
                ({ exclusions }) => ({ exclusions: [...withoutRule(exclusions, draft)] }),
                t('question.exclusions.done', { rule: ruleText(draft) }),
              )
            }
          />
        </Drawer>
      )}
    </Question>
  )
}
