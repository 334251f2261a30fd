import { given } from '@aftersale/decider/testing'
import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { warrantyCommands } from './commands.js'
import {
  addLayer,
  after,
  answer,
  at,
  cancel,
  clarify,
  contest,
  deliver,
  expire,
  extend,
  handBack,
  install,
  lastOn,
  motor,
  motorLayer,
  register,
  resume,
  reverse,
  stateAfter,
  supersede,
  suspend,
  take,
  termsWith,
  transfer,
  voidIt,
} from './warranty.fixtures.js'
import { warranty } from './warranty.js'

interface Stored {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

const codecOf = (type: string): t.Mixed => {
  const codec = warrantyCommands.find(({ messageType }) => messageType === type)
  if (codec === undefined) throw new Error(`No command is ${type}`)
  return codec
}

const commands: ReadonlyArray<Stored> = [
  register(),
  deliver(),
  addLayer(),
  extend(),
  reverse(),
  expire(),
  take(),
  handBack(),
  suspend(),
  resume(),
  clarify(),
  transfer(),
  voidIt(),
  contest(),
  answer(),
  supersede(),
  cancel(),
].map((command) => JSON.parse(JSON.stringify(codecOf(command.type).encode(command))))

const commandOf = (type: string): Stored => {
  const command = commands.find((one) => one.type === type)
  if (command === undefined) throw new Error(`No command is ${type}`)
  return command
}

/** What a command with one other field is refused for. */
const refusedFor = (type: string, field: string, value: unknown): string => {
  const decoded = codecOf(type).decode({ type, data: { ...commandOf(type).data, [field]: value } })
  return E.isRight(decoded) ? 'nothing' : JSON.stringify(explainedErrors(decoded.left))
}

it.each(commands)('$type is read as it is written', (command) => {
  const codec = codecOf(command.type)
  const decoded = codec.decode(command)
  expect(E.isRight(decoded) && codec.encode(decoded.right)).toStrictEqual(command)
})

it.each(commands)('$type of an unknown id names the field', ({ type }) => {
  for (const id of ['warranty-1', '', 7, null]) expect(refusedFor(type, 'warrantyId', id)).toContain('warrantyId')
})

const instants = commands.flatMap(({ type, data }) =>
  Object.keys(data)
    .filter((field) => field.endsWith('At'))
    .map((field) => [type, field] as const),
)

it.each(instants)('%s is refused where %s is no instant', (type, field) => {
  for (const instant of ['2025-03-10', '2025-02-30T12:00:00.000Z', '2025-03-10T12:00:00+01:00', '', 0, null]) {
    expect(refusedFor(type, field, instant)).toContain(field)
  }
})

describe('an unknown anchor', () => {
  it.each(['birthday', 'end-of-layer', '', null])('is refused: %s', (anchor) => {
    expect(refusedFor('StartWarranty', 'anchor', anchor)).toContain('anchor')
  })

  it('starts nothing where no layer is counted from it', () => {
    const history = after(register())
    given(warranty, history)
      .when(deliver({ anchor: 'registration' }))
      .recordsNothing()
    expect(given(warranty, history).state.status).toBe('pending')
  })
})

it('refuses periods that are none', () => {
  for (const period of ['P0D', 'P1.5Y', '1 year', 'PT24H', '-P1Y', '', 12]) {
    expect(refusedFor('ExtendWarranty', 'by', period)).toContain('by')
  }
})

it('refuses a cause, a purpose, a party and a policy that it does not know', () => {
  expect(refusedFor('ExtendWarranty', 'cause', 'luck')).toContain('cause')
  expect(refusedFor('TakeIntoCustody', 'purpose', 'loan')).toContain('purpose')
  expect(refusedFor('ClarifyResponsibleParty', 'party', 'neighbour')).toContain('party')
  expect(refusedFor('SupersedeWarranty', 'termPolicy', { kind: 'for-ever' })).toContain('termPolicy')
  expect(refusedFor('SupersedeWarranty', 'termPolicy', { kind: 'longer-of' })).toContain('termPolicy')
  expect(refusedFor('VoidWarranty', 'grounds', [{ kind: 'because', evidenceIds: [] }])).toContain('grounds')
})

describe('at the edge of the calendar', () => {
  it.each(['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'])('starts at %s without failing', (instant) => {
    const { purchasedAt: _, ...data } = register({ terms: termsWith(motorLayer) }).data
    const registered = { type: 'RegisterWarranty', data } as const
    const state = stateAfter(
      registered,
      install({ anchoredAt: at(instant) }),
      take({ takenAt: at(instant) }),
      handBack({ handedBackAt: at('9999-12-31T23:59:59.999Z') }),
      suspend({ suspendedAt: at(instant) }),
      resume({ resumedAt: at('9999-12-31T23:59:59.999Z') }),
    )
    expect(lastOn(state, motor)).toBe('9999-12-29')
  })
})

describe('custody that overlaps', () => {
  it('is taken twice, and counts each day once', () => {
    const second = { custodyId: 'custody-2' as ReturnType<typeof take>['data']['custodyId'] }
    const nested = [take(), take(second), handBack(second), handBack()]
    expect(lastOn(stateAfter(register(), install(), ...nested), motor)).toBe('2030-03-31')
  })
})
