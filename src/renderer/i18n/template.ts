import type { NoteParams } from '../../contract/messages.ts'

/** Names of the placeholders of a template: `'{n:int} of {name}'` → `'n' | 'name'`. */
export type PlaceholderOf<Text extends string> = Text extends `${string}{${infer Inside}}${infer Rest}`
  ? (Inside extends `${infer Name}:${string}` ? Name : Inside) | PlaceholderOf<Rest>
  : never

/** What `t` takes after the key: nothing where the text has no placeholders, else one value for each of them. */
export type ParamsOf<Text extends string> = [PlaceholderOf<Text>] extends [never]
  ? readonly []
  : readonly [params: { readonly [Name in PlaceholderOf<Text>]: NoteParams[string] }]
