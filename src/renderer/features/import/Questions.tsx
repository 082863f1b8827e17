import { useEffect, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { Project, Rates } from '../../../contract/projects.ts'
import type { CurrencyQuestion, PeopleQuestion, ReversalQuestion } from '../../../contract/questions.ts'
import { client } from '../../app/client.ts'
import { currentProject, useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Button, Switch, TextField } from '../../ui/index.ts'
import { LinesDrawer } from '../health/rows-drawer.tsx'
import { openSuggestions } from '../settings/exclusions.ts'
import { ExclusionsQuestion } from './ExclusionsQuestion.tsx'
import { PeopleDrawer } from './PeopleDrawer.tsx'
import { change, Question } from './Question.tsx'
import { useQuestions } from './questions-store.ts'
import './change.css'

/** What the data of the project leave open: other currencies, people under several ids, cancelled purchases. */
export function Questions() {
  const { project, projects, suggested } = useApp(
    useShallow((state) => ({
      project: currentProject(state),
      projects: state.projects,
      suggested: state.analysis?.suggestedExclusions,
    })),
  )
  const { questions, load } = useQuestions(useShallow((state) => ({ questions: state.questions, load: state.load })))
  const projectId = project?.id
  // The list of projects is read anew after everything that changes one.
  useEffect(() => void load(), [load, projectId, projects])
  if (project === null || questions === null) return null
  const { currencies, people, reversals } = questions
  const exclusions = openSuggestions(suggested ?? [], project.exclusions)
  if (currencies.length === 0 && people.groups === 0 && reversals.pairs === 0 && exclusions.length === 0) return null
  return (
    <section className="card questions" aria-labelledby="questions-title">
      <h2 id="questions-title" className="import-section-title">
        {t('question.title')}
      </h2>
      {currencies.map((question) => (
        <Currency key={question.currency} question={question} project={project} />
      ))}
      {people.groups > 0 && <People question={people} project={project} />}
      {reversals.pairs > 0 && <Reversals question={reversals} project={project} />}
      {exclusions.length > 0 && <ExclusionsQuestion suggestions={exclusions} project={project} />}
      <PeopleDrawer />
    </section>
  )
}

function Currency({ question, project }: { readonly question: CurrencyQuestion; readonly project: Project }) {
  const { currency, rows, files, answer, rate } = question
  const [text, setText] = useState(rate ?? '')
  const own = project.currency ?? ''
  const given = text.trim().replace(',', '.')
  const isRate = /^\d{1,9}(\.\d{1,10})?$/.test(given) && /[1-9]/.test(given)
  const give = (next: string | null, said: string) =>
    void change(
      project.id,
      ({ rates }) => ({ rates: withRate(rates, currency, next) }),
      ({ rates }) => ({ rates: withRate(rates, currency, project.rates[currency]) }),
      said,
    )
  const line =
    answer === 'rate'
      ? t('question.currency.rate', { currency, own, rate: rate ?? '' })
      : answer === 'left_out'
        ? t('question.currency.leftOut')
        : t('question.currency.open', { files: files.join(', ') })
  return (
    <Question title={t('question.currency.title', { rows, currency })} lines={[line]}>
      <form
        className="question-actions"
        onSubmit={(event) => {
          event.preventDefault()
          if (isRate) give(given, t('question.currency.done', { currency, rate: given }))
        }}
      >
        <span className="question-rate">
          <TextField
            label={t('question.currency.field', { own, currency })}
            value={text}
            onChange={setText}
            isInvalid={text !== '' && !isRate}
            {...(text === '' || isRate ? {} : { help: t('question.currency.wrong') })}
          />
        </span>
        <Button type="submit" isDisabled={!isRate || given === rate}>
          {t('question.currency.use')}
        </Button>
      </form>
      {answer !== 'left_out' && (
        <Button variant="quiet" onPress={() => give(null, t('question.currency.left', { currency }))}>
          {t('question.currency.leave')}
        </Button>
      )}
    </Question>
  )
}

/** The rates with another answer about a currency; undefined: with none. */
function withRate(rates: Rates, currency: string, rate: string | null | undefined): Rates {
  const others = Object.fromEntries(Object.entries(rates).filter(([key]) => key !== currency))
  return rate === undefined ? others : { ...others, [currency]: rate }
}

function People({ question, project }: { readonly question: PeopleQuestion; readonly project: Project }) {
  const open = useQuestions((state) => state.open)
  const { groups, customers, merged, shared } = question
  const { mergePeople } = project
  return (
    <Question
      title={t('question.people.title', { groups, customers })}
      lines={[
        merged > 0 ? t('question.people.merged', { n: merged }) : t('question.people.open'),
        ...(shared > 0 ? [t('question.people.shared', { n: shared })] : []),
      ]}
    >
      <Button onPress={() => open(true)}>{t('question.people.look')}</Button>
      <Button
        onPress={() =>
          void change(
            project.id,
            { mergePeople: !mergePeople },
            { mergePeople },
            t(mergePeople ? 'question.people.done.none' : 'question.people.done.all'),
          )
        }
      >
        {t(mergePeople ? 'question.people.none' : 'question.people.all')}
      </Button>
    </Question>
  )
}

function Reversals({ question, project }: { readonly question: ReversalQuestion; readonly project: Project }) {
  const { pairs, amount, top, topCustomers } = question
  const [isOpen, setOpen] = useState(false)
  const names = topCustomers.map(({ customerId }) => customerId).join(', ')
  return (
    <Question
      title={t('question.reversals.title', { pairs, amount })}
      lines={[
        ...(topCustomers.length > 0 ? [t('question.reversals.top', { n: topCustomers.length, top, names })] : []),
        t('question.reversals.text'),
      ]}
    >
      <Button onPress={() => setOpen(true)}>{t('question.reversals.look')}</Button>
      {isOpen && (
        <LinesDrawer
          about={t('question.reversals.about')}
          list={{
            from: 'own',
            load: (page) => client.call('questions.reversals', { projectId: project.id, ...page }),
          }}
          onClose={() => setOpen(false)}
        />
      )}
      <Switch
        isSelected={project.netReversals}
        onChange={(netReversals) =>
          void change(
            project.id,
            { netReversals },
            { netReversals: !netReversals },
            t(netReversals ? 'question.reversals.on' : 'question.reversals.off'),
          )
        }
      >
        {t('question.reversals.switch')}
      </Switch>
    </Question>
  )
}
