import type { Role } from '../../../contract/roles.ts'
import { plainWord } from '../values/status.ts'

/** What columns of people are about, by words in five languages; the first that fits. */
const traits: readonly (readonly [role: Role, pattern: RegExp])[] = [
  [
    'consent',
    /\b(opt ?in|consent|newsletter|e?mailing|subscribe\w*|gdpr|dsgvo|kvkk|einwillig\w*|werbeeinwilligung|izin|izni|onay\w*|acepta|accepte|consentement|consentimiento|permission|abonniert|abonne|werbung)\b/,
  ],
  [
    'phone',
    /\b(phone|mobile|mobil\w*|telefon\w*|tel|tlf|handy\w*|gsm|cep|telephone|portable|telefono|movil|celular|whatsapp)\b/,
  ],
  [
    'signup_date',
    /^(registriert|registered|eintritt\w*|beitritt\w*|joined|inscrit|inscrito|inscripcion|adhesion|kayit|uyelik)$|\b(created|added|create|erstellt|angelegt|cree|creado|olusturma)\b.*\b(date|time|at|on|am|datum|le|el)\b|\b(date|at|on|datum|am|seit|tarihi|zamani|fecha|since|time|le|depuis|desde)\b.*\b(sign ?up|regist\w*|join\w*|enrol\w*|anmeld\w*|beitritt\w*|kayit|uyelik|inscri\w*|adhesion|alta|ingreso)\b|\b(sign(ed)? ?up|regist\w*|join\w*|enrol\w*|angemeldet|anmeld\w*|beitritt\w*|beigetreten|kayit|uyelik|inscri\w*|adhesion|alta|customer|client|cliente|kunde)\b.*\b(date|at|on|datum|am|seit|tarihi|zamani|fecha|since|time|le|depuis|desde)\b/,
  ],
  ['country', /\b(country|land|staat|ulke\w*|pays|pais)\b/],
  ['location', /\b(city|town|stadt|wohnort|ort|sehir|ville|ciudad|poblacion|localidad)\b/],
  ['gender', /\b(gender|sex|geschl|geschlecht|cinsiyet\w*|sexe|sexo|genero)\b/],
  ['age', /\b(age|alter|yas|yasi|edad)\b/],
  [
    'lifetime_value',
    /\b(lifetime|ltv|clv|total|gesamt\w*|toplam|cumul\w*|acumulado|bisher\w*)\b.*\b(spen[dt]|value|revenue|sales|umsatz|harcama\w*|ciro\w*|depens\w*|achats|gast\w*|compras)\b|\b(spen[dt]|value|revenue|umsatz|harcama\w*|depens\w*|gast\w*)\b.*\b(lifetime|total|gesamt|toplam|cumul\w*|acumulado|bisher)\b/,
  ],
  ['industry', /\b(industry|branche|sektor\w*|secteur|sector|vertical)\b/],
]

/** Words that make something else of it: a date of birth, a shipping address, what an account holds. */
const other =
  /\b(birth\w*|geburt\w*|dogum|naissance|nacimiento|source|quelle|medium|id|ids|code|timestamp|ip|owner|last|letzte\w*|son|dernier\w*|ultim\w*|first name|company|firma|unsubscrib\w*|out|average|percent|rank|score|group)\b/

/** The trait of a person that the words of a header say, where no table knows the header; null where they say none. */
export function traitByWords(header: string): Role | null {
  if (header.length > 60) return null
  const text = plainWord(header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
  if (other.test(text)) return null
  return traits.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}
