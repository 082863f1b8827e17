import type { HealthFinding, HealthReport, RowCheck } from '../../../contract/health.ts'
import { noteText, t } from '../../i18n/index.ts'
import { count, percent } from '../../ui/format.ts'
import { Button, Icon } from '../../ui/index.ts'

/** What was found, in two lists: worth a look, and good to know. */
export function Findings(props: {
  readonly report: HealthReport
  readonly onOpen: (check: RowCheck) => void
  readonly onOpenPeople: () => void
}) {
  const { report, onOpen, onOpenPeople } = props
  const groups = (['look', 'know'] as const).map(
    (tone) => [tone, report.findings.filter((finding) => finding.tone === tone)] as const,
  )
  return (
    <div className="health-groups">
      {groups.map(([tone, findings]) =>
        tone === 'know' && findings.length === 0 ? null : (
          <section key={tone} className="card health-group" aria-labelledby={`health-${tone}`}>
            <h2 id={`health-${tone}`} className="health-title">
              {t(`health.${tone}`)}
            </h2>
            {findings.length === 0 && (tone === 'know' || report.gaps.total + report.sharedEmails.total === 0) ? (
              <p className="muted">{t('health.look.none')}</p>
            ) : (
              <ul className="health-findings">
                {findings.map((finding) => (
                  <Finding key={finding.check} finding={finding} of={report.read} onOpen={onOpen} />
                ))}
                {tone === 'look' && <Silence gaps={report.gaps} />}
                {tone === 'look' && <Shared emails={report.sharedEmails} onOpen={onOpenPeople} />}
              </ul>
            )}
          </section>
        ),
      )}
    </div>
  )
}

/** Addresses that stand at several customers: listed below. */
function Shared(props: { readonly emails: HealthReport['sharedEmails']; readonly onOpen: () => void }) {
  const { total, some } = props.emails
  const first = some[0]
  if (first === undefined) return null
  const text = t('health.shared', { total, email: first.email })
  return (
    <li className="health-finding">
      <span className="health-mark health-mark-look">
        <Icon name="warning" size={14} />
      </span>
      <span className="health-count tabular">
        <Button variant="link" aria-label={t('health.open.people', { total, text })} onPress={props.onOpen}>
          {count(total)}
        </Button>
      </span>
      <span className="health-words">{text}</span>
    </li>
  )
}

/** The rows that are not there: listed below, by day. */
function Silence({ gaps: { total, longest } }: { readonly gaps: HealthReport['gaps'] }) {
  const first = longest[0]
  if (first === undefined) return null
  return (
    <li className="health-finding">
      <span className="health-mark health-mark-look">
        <Icon name="warning" size={14} />
      </span>
      <span className="health-count tabular">{count(total)}</span>
      <span className="health-words">{t('health.silence', { total, days: first.days, from: first.from })}</span>
    </li>
  )
}

function Finding(props: {
  readonly finding: HealthFinding
  readonly of: number
  readonly onOpen: (check: RowCheck) => void
}) {
  const { finding, of, onOpen } = props
  const { check, rows, tone } = finding
  const text = noteText(finding.text)
  return (
    <li className="health-finding">
      <span className={`health-mark health-mark-${tone}`}>
        <Icon name={tone === 'look' ? 'warning' : 'info'} size={14} />
      </span>
      <span className="health-count tabular">
        <Button variant="link" aria-label={t('health.open', { rows, text })} onPress={() => onOpen(check)}>
          {count(rows)}
        </Button>
      </span>
      <span className="health-words">{text}</span>
      <span className="faint dense tabular">{percent(of === 0 ? 0 : (100 * rows) / of)}</span>
    </li>
  )
}
