import type { BuyingModel } from '../../../contract/predictions.ts'
import { noteText, t } from '../../i18n/index.ts'
import { count, decimal, exact } from '../../ui/format.ts'
import { Table, Why } from '../../ui/index.ts'

/** The fitted buying models with their parameters and standard errors, for who wants to check them. */
export function BuyingModels({ models }: { readonly models: readonly BuyingModel[] }) {
  if (models.length === 0) return null
  return (
    <section className="card stack">
      <h3 className="card-title">
        {t('predict.buying.title')} <Why about={t('predict.buying.title')} rule={t('predict.buying.why')} />
      </h3>
      <Table
        caption={t('predict.buying.title')}
        columns={[
          {
            key: 'model',
            header: t('predict.buying.model'),
            cell: (row) => (
              <>
                <b>{t(`predict.model.${row.model}`)}</b>
                {row.problem === null ? null : <div className="muted">{noteText(row.problem)}</div>}
              </>
            ),
          },
          {
            key: 'parameters',
            header: t('predict.buying.parameters'),
            // Without a likelihood nothing was fitted: what stands there are the values it would have begun with.
            cell: (row) =>
              row.logLikelihood === null ? (
                '–'
              ) : (
                <ul className="buying-parameters tabular">
                  {row.parameters.map((parameter) => (
                    <li key={parameter.name} title={exact(parameter.value)}>
                      <i>{parameter.name}</i> {decimal(parameter.value, 4)}
                      {parameter.standardError === null ? null : (
                        <span className="muted"> ± {decimal(parameter.standardError, 4)}</span>
                      )}
                    </li>
                  ))}
                </ul>
              ),
          },
          {
            key: 'likelihood',
            header: t('predict.buying.logLikelihood'),
            numeric: true,
            cell: (row) => (row.logLikelihood === null ? '–' : decimal(row.logLikelihood, 3)),
          },
          {
            key: 'customers',
            header: t('predict.buying.customers'),
            numeric: true,
            cell: (row) => count(row.customers),
          },
        ]}
        rows={models}
        rowKey={(row) => row.model}
      />
    </section>
  )
}
