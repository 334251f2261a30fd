import * as t from 'io-ts'
import { eventCatalogue } from './event-catalogue.js'
import { NonEmptyText } from './identifiers.js'
import { message } from './message.js'
import { personal } from './personal.js'
import { printedCatalogue } from './printed-catalogue.js'
import { optional, record } from './record.js'
import { Amount } from './some-events.fixtures.js'

const Outcome = t.keyof({ met: null, missed: null }, 'Outcome')
const Fact = t.union([t.string, t.number], 'Fact')
const Rule = record({ ruleId: NonEmptyText, facts: t.record(t.string, Fact), outcome: Outcome }, 'Rule')

const ClaimDenied = message(
  'ClaimDenied',
  {
    claimedFor: optional(personal(NonEmptyText)),
    amount: Amount,
    because: t.literal('CoverageEnded'),
    trace: t.readonlyArray(Rule),
    proof: t.union([t.null, t.array(t.union([t.string, t.boolean]))]),
    at: t.tuple([t.number, t.number]),
    box: t.type({ width: t.number, lid: t.partial({ colour: t.string }) }),
  },
  { upcasters: [(data) => data], description: 'A claim was heard and turned down.' },
)

const page = `# Events

Printed.

## Events

### ClaimDenied

A claim was heard and turned down.

Schema version 2. Formerly \`ClaimRefused\`.

| field | type |  |
| --- | --- | --- |
| \`claimedFor\` | \`NonEmptyText (personal)\` | optional |
| \`amount\` | \`Amount\` |  |
| \`because\` | \`"CoverageEnded"\` |  |
| \`trace\` | \`list of Rule\` |  |
| \`proof\` | \`null \\| list of (text \\| boolean)\` |  |
| \`at\` | \`[number, number]\` |  |
| \`box\` | \`{ width: number, lid: { colour?: text } }\` |  |

### CaseClosed

Schema version 1.

No fields.

## Metadata

Beside every event.

| field | type |  |
| --- | --- | --- |
| \`eventId\` | \`Uuid\` |  |
| \`schemaVersion\` | \`PositiveInteger\` |  |
| \`occurredAt\` | \`Instant\` |  |
| \`recordedAt\` | \`Instant\` |  |
| \`actor\` | \`Actor\` |  |
| \`channel\` | \`NonEmptyText\` | optional |
| \`commandId\` | \`NonEmptyText\` |  |
| \`correlationId\` | \`NonEmptyText\` |  |
| \`causationId\` | \`NonEmptyText\` |  |
| \`commandHash\` | \`Uuid\` |  |
| \`tenantId\` | \`NonEmptyText\` | optional |
| \`policyRefs\` | \`list of PolicyRef\` | optional |

## Records

### Actor

| field | type |  |
| --- | --- | --- |
| \`kind\` | \`"customer" \\| "agent" \\| "bot" \\| "system" \\| "device" \\| "partner"\` |  |
| \`id\` | \`NonEmptyText\` |  |

### PolicyRef

| field | type |  |
| --- | --- | --- |
| \`policyId\` | \`NonEmptyText\` |  |
| \`version\` | \`PositiveInteger\` |  |

### Rule

| field | type |  |
| --- | --- | --- |
| \`ruleId\` | \`NonEmptyText\` |  |
| \`facts\` | \`object from text to Fact\` |  |
| \`outcome\` | \`Outcome\` |  |

## Values

| name | is |
| --- | --- |
| \`Amount\` | \`as its own codec reads it\` |
| \`Fact\` | \`text \\| number\` |
| \`Instant\` | \`text\` |
| \`NonEmptyText\` | \`text\` |
| \`Outcome\` | \`"met" \\| "missed"\` |
| \`PositiveInteger\` | \`number\` |
| \`Uuid\` | \`text\` |
`

const printed = (codecs: Parameters<typeof printedCatalogue>[0]['codecs']): string =>
  printedCatalogue({ codecs }, { title: 'Events' })

it('prints every event, the metadata, and what the names stand for', () => {
  const catalogue = eventCatalogue([ClaimDenied, message('CaseClosed', {})], {
    renamed: { ClaimRefused: 'ClaimDenied' },
  })
  expect(printedCatalogue(catalogue, { title: 'Events', introduction: 'Printed.' })).toBe(page)
})

describe('a change of the stored format makes a difference', () => {
  const before = message('Opened', { id: NonEmptyText, note: optional(t.string), rule: Rule })
  const rule = (fields: Parameters<typeof record>[0]) => record(fields, 'Rule')

  it.each([
    ['another type', message('Begun', { id: NonEmptyText, note: optional(t.string), rule: Rule })],
    [
      'a field more',
      message('Opened', { id: NonEmptyText, note: optional(t.string), rule: Rule, by: optional(t.string) }),
    ],
    ['a field less', message('Opened', { id: NonEmptyText, rule: Rule })],
    ['another name', message('Opened', { id: NonEmptyText, text: optional(t.string), rule: Rule })],
    ['another form', message('Opened', { id: t.string, note: optional(t.string), rule: Rule })],
    ['no longer optional', message('Opened', { id: NonEmptyText, note: t.string, rule: Rule })],
    ['now personal', message('Opened', { id: NonEmptyText, note: optional(personal(t.string)), rule: Rule })],
    [
      'a field deeper down',
      message('Opened', { id: NonEmptyText, note: optional(t.string), rule: rule({ ...Rule.fields, by: t.string }) }),
    ],
    [
      'another outcome deeper down',
      message('Opened', {
        id: NonEmptyText,
        note: optional(t.string),
        rule: rule({ ...Rule.fields, outcome: t.keyof({ met: null }, 'Outcome') }),
      }),
    ],
    [
      'an upcaster',
      message('Opened', { id: NonEmptyText, note: optional(t.string), rule: Rule }, { upcasters: [(data) => data] }),
    ],
  ])('%s', (_change, after) => {
    expect(printed([after])).not.toBe(printed([before]))
  })

  it('two of one name that read differently both stand there', () => {
    const other = message('Closed', { rule: rule({ reason: t.string }) })
    expect(printed([before, other]).match(/^### Rule$/gm)).toHaveLength(2)
  })
})
