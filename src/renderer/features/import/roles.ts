import { campaignRoles, customerRoles, eventRoles, orderRoles } from '../../../contract/roles.ts'
import type { FileKind, Role } from '../../../contract/roles.ts'
import { t } from '../../i18n/index.ts'
import type { SelectOption } from '../../ui/index.ts'

const rolesOf = {
  orders: orderRoles,
  customers: customerRoles,
  events: eventRoles,
  campaign: campaignRoles,
} as const satisfies Record<FileKind, readonly Role[]>

/** Roles a column of such a file may have, as options of a select. */
export function roleOptions(kind: FileKind): readonly SelectOption<Role>[] {
  const group = t(`import.role.group.${kind}`)
  const other = t('import.role.group.other')
  const own = rolesOf[kind].map((role): SelectOption<Role> => ({
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
