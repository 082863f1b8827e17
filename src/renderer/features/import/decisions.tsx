import type { ReactNode } from 'react'
import type { ImportDecision, LineFindings, LinesInCommon } from '../../../contract/changes.ts'
import type { FileKind } from '../../../contract/imports.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../ui/index.ts'
import { isThat } from './is-that.ts'
import './ambiguities.css'

interface Answer {
  readonly key: string
  readonly label: string
  readonly hint?: string
  readonly decision: Partial<ImportDecision>
}

/** More earlier imports than this are replaced all together or not at all. */
const mostNamed = 4

/** How an import meets the ones before it, as questions with one click to each answer. */
export function Decisions(props: {
  readonly kind: FileKind
  readonly findings: LineFindings
  readonly decision: ImportDecision
  /** Stands beside the answer it would give; null: nothing is proposed. */
  readonly proposed: ImportDecision | null
  readonly earlier: readonly { readonly id: string; readonly fileName: string }[]
  readonly hasOrderNumbers: boolean
  readonly onChange: (decision: ImportDecision) => void
  /** Opens the lines a question is about. */
  readonly onShow: (which: LinesInCommon) => void
}) {
  const { kind, findings, decision, proposed, earlier, hasOrderNumbers, onChange, onShow } = props
  const { repeats, known, knownOrders, changedOrders } = findings
  const question = (name: string, title: string, answers: readonly Answer[], lines?: LinesInCommon) => (
    <fieldset className="open-question">
      <legend className="open-question-title">{title}</legend>
      {lines !== undefined && (
        <span>
          <Button variant="link" onPress={() => onShow(lines)}>
            {t(lines === 'known' ? 'change.known.see' : 'change.repeats.see', { lines: findings[lines] })}
          </Button>
        </span>
      )}
      <div className="open-answers">
        {answers.map((answer) => (
          <AnswerRow
            key={answer.key}
            name={name}
            answer={answer}
            isChosen={isThat(decision, answer.decision)}
            isProposed={proposed !== null && isThat(proposed, answer.decision)}
            onChoose={() => onChange({ ...decision, ...answer.decision })}
          />
        ))}
      </div>
    </fieldset>
  )
  return (
    <>
      {earlier.length > 0 && question('mode', t('change.mode'), modeAnswers(kind, earlier, hasOrderNumbers))}
      {decision.mode === 'append' &&
        knownOrders > 0 &&
        question(
          'known',
          changedOrders > 0 && hasOrderNumbers
            ? t('change.knownChanged', { orders: knownOrders, changed: changedOrders })
            : t('change.known', { lines: known }),
          [
            { key: 'leave_out', label: t('change.known.leave_out'), decision: { known: 'leave_out' } },
            ...(hasOrderNumbers
              ? [
                  {
                    key: 'newest',
                    label: t('change.known.newest'),
                    hint: t('change.known.newest.hint'),
                    decision: { known: 'newest' as const },
                  },
                ]
              : []),
            { key: 'keep', label: t('change.known.keep'), decision: { known: 'keep' } },
          ],
          ...(known > 0 ? (['known'] as const) : []),
        )}
      {repeats > 0 &&
        question(
          'repeats',
          t('change.repeats', { lines: repeats }),
          [
            {
              key: 'keep',
              label: t('change.repeats.keep'),
              hint: t('change.repeats.keep.hint'),
              decision: { repeats: 'keep' },
            },
            { key: 'once', label: t('change.repeats.once'), decision: { repeats: 'once' } },
          ],
          'repeats',
        )}
    </>
  )
}

function modeAnswers(
  kind: FileKind,
  earlier: readonly { readonly id: string; readonly fileName: string }[],
  hasOrderNumbers: boolean,
): Answer[] {
  const hint = t('change.mode.replace.hint')
  const each = earlier.length > 1 && earlier.length <= mostNamed ? earlier : []
  const isOrders = kind === 'orders'
  return [
    { key: 'append', label: t('change.mode.append'), decision: { mode: 'append' } },
    {
      key: 'replace',
      label: t('change.mode.replaceAll', { n: earlier.length }),
      hint,
      decision: { mode: 'replace', replaces: 'all' },
    },
    ...each.map(({ id, fileName }) => ({
      key: id,
      label: t('change.mode.replaceOne', { name: fileName }),
      decision: { mode: 'replace' as const, replaces: [id] },
    })),
    ...(isOrders && !hasOrderNumbers
      ? []
      : [
          {
            key: 'update',
            label: t(isOrders ? 'change.mode.update.orders' : 'change.mode.update.customers'),
            hint: t(isOrders ? 'change.mode.update.orders.hint' : 'change.mode.update.customers.hint'),
            decision: { mode: 'update' as const },
          },
        ]),
  ]
}

function AnswerRow(props: {
  readonly name: string
  readonly answer: Answer
  readonly isChosen: boolean
  readonly isProposed: boolean
  readonly onChoose: () => void
}): ReactNode {
  const { name, answer, isChosen, isProposed, onChoose } = props
  return (
    <label className="open-answer">
      <input type="radio" name={`decision ${name}`} checked={isChosen} onChange={onChoose} />
      <span className="open-answer-words open-answer-stacked">
        <span className="name">
          {answer.label}
          {isProposed && <span className="faint"> · {t('change.proposed')}</span>}
        </span>
        {answer.hint !== undefined && <span className="muted dense">{answer.hint}</span>}
      </span>
    </label>
  )
}
