import { t } from '../../i18n/index.ts'
import { Button, Icon } from '../../ui/index.ts'
import { chooseFiles } from './choose-files.ts'
import './drop-zone.css'

/** Says that files can be dropped (anywhere, in truth) and offers the chooser. */
export function DropZone({ large = false }: { readonly large?: boolean }) {
  return (
    <section className={large ? 'drop-zone drop-zone-large' : 'drop-zone'}>
      <span className="drop-zone-icon">
        <Icon name="import" size={large ? 24 : 20} />
      </span>
      <div className="drop-zone-words">
        <p className="drop-zone-title">{t(large ? 'import.drop.title' : 'import.drop.more')}</p>
        <p className="muted">{t('import.drop.text')}</p>
      </div>
      <Button variant={large ? 'primary' : 'secondary'} onPress={chooseFiles}>
        {t('import.drop.choose')}
      </Button>
    </section>
  )
}
