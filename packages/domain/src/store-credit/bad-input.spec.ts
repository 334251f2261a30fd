import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { StoreCreditCommand } from './commands.js'
import { authorise, capture, claim, creditBack, expire, invalidate, issue, voidIt } from './store-credit.fixtures.js'

const stored = (command: StoreCreditCommand): { type: string; data: Record<string, unknown> } =>
  JSON.parse(JSON.stringify(StoreCreditCommand.encode(command)))

const commands = [issue(), claim(), authorise(), capture(), voidIt(), creditBack(), expire(), invalidate()].map(stored)
const moving = commands.filter(({ data }) => 'minor' in data)

/** What a command with one other field is refused for. */
const refusedFor = ({ type, data }: (typeof commands)[number], field: string, value: unknown): string => {
  const codec: t.Mixed | undefined = StoreCreditCommand.types.find(({ messageType }) => messageType === type)
  if (codec === undefined) throw new Error(`No command is ${type}`)
  const decoded = codec.decode({ type, data: { ...data, [field]: value } })
  return E.isRight(decoded) ? 'nothing' : JSON.stringify(explainedErrors(decoded.left))
}

it.each(commands)('$type is read as it is written', (command) => {
  expect(
    StoreCreditCommand.encode(E.getOrElse(() => issue() as StoreCreditCommand)(StoreCreditCommand.decode(command))),
  ).toStrictEqual(command)
})

it.each(commands)('$type of an unknown id names the field', (command) => {
  for (const id of ['credit-1', '', 7, null]) expect(refusedFor(command, 'creditId', id)).toContain('creditId')
})

describe.each(moving)('the amount of $type', (command) => {
  it.each([
    ['a number', 100],
    ['negative', '-1'],
    ['10^18 minor units', '1000000000000000000'],
    ['with decimals', '1.00'],
    ['with a leading zero', '0100'],
    ['empty', ''],
  ])('is refused where it is %s', (_, minor) => {
    expect(refusedFor(command, 'minor', minor)).toContain('minor')
  })

  it.each(['EURO', 'eur', 'XAU', '', 978])('is refused in the currency %s', (currency) => {
    expect(refusedFor(command, 'currency', currency)).toContain('currency')
  })
})

it('refuses an expiry on no day, or in no zone', () => {
  const [first] = commands
  if (first === undefined) throw new Error('Nothing to issue')
  expect(refusedFor(first, 'expiry', { expiresOn: '2025-02-30', zone: 'Europe/Berlin' })).toContain('expiresOn')
  expect(refusedFor(first, 'expiry', { expiresOn: '2025-02-28', zone: '+01:00' })).toContain('zone')
})
