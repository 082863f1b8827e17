import type { FileKind, Role } from '../../../contract/imports.ts'
import { t } from '../../i18n/index.ts'
import type { SelectOption } from '../../ui/index.ts'

const orders = [
  'customer_id',
  'date',
  'amount',
  'unit_price',
  'quantity',
  'order_id',
  'product',
  'product_name',
  'category',
  'type',
  'status',
  'currency',
  'email',
  'discount',
  'tax',
  'shipping',
  'refund',
] as const satisfies readonly Role[]

const customers = [
  'customer_id',
  'email',
  'name',
  'phone',
  'age',
  'gender',
  'location',
  'country',
  'signup_date',
  'lifetime_value',
  'plan',
  'industry',
  'consent',
] as const satisfies readonly Role[]

const campaign = ['customer_id', 'date', 'treatment', 'outcome'] as const satisfies readonly Role[]

const events = [
  'customer_id',
  'event_type',
  'timestamp',
  'event_id',
  'event_value',
  'product_id',
  'category',
  'email',
] as const satisfies readonly Role[]

const rolesOf = (
  kind: FileKind,
): readonly (typeof orders | typeof customers | typeof events | typeof campaign)[number][] =>
  kind === 'customers' ? customers : kind === 'events' ? events : kind === 'campaign' ? campaign : orders

/** Roles a column of such a file may have, as options of a select. */
export function roleOptions(kind: FileKind): readonly SelectOption<Role>[] {
  const group = t(`import.role.group.${kind}`)
  const other = t('import.role.group.other')
  const own = rolesOf(kind).map((role): SelectOption<Role> => ({
    key: role,
    label: t(`import.role.${role}`),
    group,
  }))
  return [
    ...own,
    ...(kind === 'events'
      ? []
      : [
          {
            key: 'attribute' as const,
            label: t('import.role.attribute'),
            hint: t('import.role.attribute.hint'),
            group: other,
          },
        ]),
    { key: 'ignore', label: t('import.role.ignore'), group: other },
  ]
}
