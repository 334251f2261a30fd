import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { mappingFrom } from './mapping-file.js'

const example = readFileSync(join(__dirname, '../../../../examples/importing/mapping.json'), 'utf8')

it('reads the example of the documentation', () => {
  expect(mappingFrom(example)).toMatchObject({ _tag: 'Right', right: { name: 'appliance-desk' } })
})

type Changing = { [name: string]: Changing }
type Rules = ReadonlyArray<Changing & { readonly when: ReadonlyArray<Changing> }>

it.each<[string, (mapping: Changing & { readonly rules: Rules }) => void]>([
  ['not a mapping: zone means nothing there', (mapping) => Object.assign(mapping, { zone: 'UTC' })],
  ['not a mapping: times.formt means nothing there', (mapping) => Object.assign(mapping.times ?? {}, { formt: 'iso' })],
  [
    'not a mapping: rules[1].when[0].iz means nothing there',
    (mapping) => Object.assign(mapping.rules[1]?.when[0] ?? {}, { iz: [] }),
  ],
  [
    'not a mapping: rules[2].with.teem means nothing there',
    (mapping) => Object.assign(mapping.rules[2]?.with ?? {}, { teem: { is: 'x' } }),
  ],
  [
    'not a mapping: rules[0].with.kind.or means nothing there',
    (mapping) => Object.assign(mapping.rules[0]?.with?.kind ?? {}, { or: 'x' }),
  ],
])('%s', (told, change) => {
  const mapping = JSON.parse(example)
  change(mapping)
  expect(mappingFrom(JSON.stringify(mapping))).toEqual(E.left(told))
})

it('says what is wrong and where', () => {
  const mapping = JSON.parse(example)
  mapping.rules[3].command = 'Answer'
  expect(mappingFrom(JSON.stringify(mapping))).toMatchObject({
    left: expect.stringMatching(/^not a mapping: rules\[3\]\.command: expected .*, got "Answer"$/),
  })
  expect(mappingFrom('{')).toMatchObject({ left: expect.stringMatching(/^not JSON \(/) })
})
