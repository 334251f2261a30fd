import type * as t from 'io-ts'
import { definitionInWords, describedFieldsOf, hasOwnName, inWords } from './codec-in-words.js'
import { structureOf } from './codec-structure.js'
import type { AnyMessageCodec } from './message.js'
import { EventMetadata } from './metadata.js'

/** What is printed: an `EventCatalogue` is one. */
export interface PrintableCatalogue {
  readonly codecs: ReadonlyArray<AnyMessageCodec>
  /** Former type → type of today. */
  readonly renamed?: ReadonlyMap<string, string>
}

/**
 * The stored format as a page of Markdown: every event with its schema version and fields in the order of the
 * catalogue, the metadata, and what the named types stand for. The same codecs give the same page, byte for byte. A
 * form that only a predicate or a custom codec knows is printed by its name: give it another name when it changes.
 */
export const printedCatalogue = (
  { codecs, renamed = new Map() }: PrintableCatalogue,
  { title, introduction = INTRODUCTION }: { readonly title: string; readonly introduction?: string },
): string => {
  const named = namedIn([...codecs.map(({ data }) => data), EventMetadata])
  const records = named.filter((codec) => describedFieldsOf(codec) !== undefined)
  const values = named.filter((codec) => describedFieldsOf(codec) === undefined)
  return [
    `# ${title}`,
    introduction,
    '## Events',
    ...codecs.flatMap((codec) => eventSection(codec, formerNames(codec, renamed))),
    '## Metadata',
    'Beside every event.',
    fieldTable(EventMetadata),
    ...(records.length === 0 ? [] : ['## Records']),
    ...records.flatMap((codec) => [`### ${codec.name}`, fieldTable(codec)]),
    ...(values.length === 0 ? [] : ['## Values', valueTable(values)]),
  ]
    .map((block) => `${block}\n`)
    .join('\n')
}

const INTRODUCTION =
  'Printed from the codecs. An event is stored as `{ type, data, metadata }`; its `data` has the fields below, and ' +
  'fields that a reader does not know are kept. A difference on this page is a change of the stored format.'

const eventSection = (codec: AnyMessageCodec, former: ReadonlyArray<string>): ReadonlyArray<string> => [
  `### ${codec.messageType}`,
  ...(codec.description === undefined ? [] : [codec.description]),
  [
    `Schema version ${codec.schemaVersion}.`,
    ...(former.length === 0 ? [] : [`Formerly ${former.map((type) => `\`${type}\``).join(', ')}.`]),
  ].join(' '),
  fieldTable(codec.data),
]

const formerNames = (codec: AnyMessageCodec, renamed: ReadonlyMap<string, string>): ReadonlyArray<string> =>
  [...renamed].filter(([, today]) => today === codec.messageType).map(([former]) => former)

const fieldTable = (codec: t.Mixed): string => {
  const fields = describedFieldsOf(codec) ?? []
  if (fields.length === 0) return 'No fields.'
  return table(
    ['field', 'type', ''],
    fields.map((field) => [`\`${field.name}\``, code(inWords(field.codec)), field.optional ? 'optional' : '']),
  )
}

const valueTable = (codecs: ReadonlyArray<t.Mixed>): string =>
  table(
    ['name', 'is'],
    codecs.map((codec) => [`\`${codec.name}\``, code(definitionInWords(codec))]),
  )

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** Beware: a table takes `|` for the end of a cell even in code. */
const code = (words: string): string => `\`${words.replaceAll('|', '\\|')}\``

/** Every codec with a name of its own in these, by name; two of one name that read differently both stand there. */
const namedIn = (roots: ReadonlyArray<t.Mixed>): ReadonlyArray<t.Mixed> => {
  const seen = new Set<t.Mixed>()
  const named = new Map<string, t.Mixed>()
  const visit = (codec: t.Mixed): void => {
    if (seen.has(codec)) return
    seen.add(codec)
    const isNamed = hasOwnName(codec) && !roots.includes(codec)
    if (isNamed) named.set(`${codec.name}\n${describedForm(codec)}`, codec)
    for (const part of partsOf(codec)) visit(part)
  }
  roots.forEach(visit)
  return [...named].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, codec]) => codec)
}

const describedForm = (codec: t.Mixed): string =>
  describedFieldsOf(codec) === undefined ? definitionInWords(codec) : fieldTable(codec)

const partsOf = (codec: t.Mixed): ReadonlyArray<t.Mixed> => {
  const structure = structureOf(codec)
  switch (structure.kind) {
    case 'fields':
      return Object.values(structure.fields)
    case 'list':
      return [structure.item]
    case 'tuple':
      return structure.items
    case 'dictionary':
      return [structure.key, structure.value]
    case 'union':
      return structure.alternatives
    case 'intersection':
      return structure.members
    case 'brand':
      return [structure.base]
    case 'wrapper':
      return [structure.inner]
    case 'primitive':
    case 'literal':
    case 'keys':
    case 'opaque':
      return []
  }
}
