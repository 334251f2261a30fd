import { given } from '@aftersale/decider/testing'
import type { PositiveInteger } from '@aftersale/messages'
import { euConsumerLaw2026 } from '../policy/legal/index.js'
import type { WarrantyCommand } from './commands.js'
import type { Carried } from './layers/carried.js'
import { coverageOn } from './layers/coverage-on.js'
import type { WarrantyState } from './state.js'
import {
  addLayer,
  after,
  at,
  conformity,
  conformityLayer,
  day,
  deliver,
  expire,
  extend,
  extendByLaw,
  handBack,
  install,
  lastOn,
  motor,
  motorExtension,
  noonOf,
  otherWarrantyId,
  period,
  register,
  reverse,
  stateAfter,
  supersede,
  take,
  termsWith,
  text,
  transfer,
  unit,
  voidIt,
  warrantyId,
} from './warranty.fixtures.js'
import { warranty } from './warranty.js'

type Policy = Carried['termPolicy']

const remainder: Policy = { kind: 'remainder' }
const fresh: Policy = { kind: 'fresh' }
const longerOf: Policy = { kind: 'longer-of', atLeast: period('P90D') }

const secondUnit = { ...unit, unit: 2 as PositiveInteger }
/** Noon of 1 October 2025. */
const replacedAt = noonOf('2025-10-01')
const running = [register(), deliver(), install()]

/** What the old warranty hands on, and the warranty of the new unit that is registered with it. */
const replaced = (
  termPolicy: Policy,
  history: ReadonlyArray<WarrantyCommand>,
  differing: Parameters<typeof supersede>[0] = {},
): WarrantyCommand => {
  const superseded = after(...history, supersede({ termPolicy, supersededAt: replacedAt, ...differing })).at(-1)
  if (superseded?.type !== 'WarrantySuperseded') throw new Error('It was not superseded')
  const first = history[0]
  if (first?.type !== 'RegisterWarranty') throw new Error('It was not registered')
  const { carried } = superseded.data
  return {
    type: 'RegisterWarranty',
    data: { ...first.data, warrantyId: otherWarrantyId, unit: secondUnit, carried, registeredAt: carried.replacedAt },
  }
}

const to = <Command extends WarrantyCommand>({ type, data }: Command): Command =>
  ({ type, data: { ...data, warrantyId: otherWarrantyId } }) as Command

const ends = (...commands: ReadonlyArray<WarrantyCommand>) => {
  const state = stateAfter(...commands)
  return [conformity, motor, motorExtension].map((layerId) => lastOn(state, layerId))
}

const goingOn = (state: WarrantyState) =>
  state.status === 'not-registered'
    ? []
    : state.warranty.layers.filter(({ lapsed }) => !lapsed).map(({ layerId }) => layerId)

describe('the remainder', () => {
  it('ends each layer as it would have, and covers from the replacement on', () => {
    const registered = replaced(remainder, running)
    expect(ends(registered)).toStrictEqual(['2027-03-10', '2030-03-11', '2033-03-11'])
    const events = after(registered)
    expect(events.map(({ type }) => type)).toStrictEqual(['WarrantyRegistered', 'WarrantyStarted'])
    expect(events[1]?.data).toMatchObject({
      anchor: 'replacement',
      anchoredAt: replacedAt,
      terms: [{ startsOn: '2025-10-01' }, { startsOn: '2025-10-01' }, { startsOn: '2030-03-12' }],
    })
    const state = given(warranty, events).state
    expect(coverageOn(state, day('2025-09-30')).covering).toHaveLength(0)
    expect(coverageOn(state, day('2025-10-01')).covering).toHaveLength(2)
  })

  it('is not made longer by the delivery of the unit in its place', () => {
    const history = after(replaced(remainder, running))
    given(warranty, history)
      .when(to(deliver({ anchoredAt: noonOf('2025-10-03') })))
      .recordsNothing()
  })

  it('leaves a layer pending that waited for its installation, until the new one is installed', () => {
    const registered = replaced(remainder, [register(), deliver()])
    expect(ends(registered)).toStrictEqual(['2027-03-10', undefined, undefined])
    const installed = to(install({ anchoredAt: noonOf('2025-10-05') }))
    expect(ends(registered, installed)).toStrictEqual(['2027-03-10', '2030-10-04', '2033-10-04'])
  })

  it('keeps the days in custody, those of the custody too that ends with the replacement', () => {
    const history = [...running, take({ takenAt: noonOf('2025-09-22') })]
    // 22 September to 1 October are ten days.
    const registered = replaced(remainder, history)
    expect(ends(registered)).toStrictEqual(['2027-03-10', '2030-03-21', '2033-03-21'])
  })

  it('lets custody go on to suspend it, each day once', () => {
    const history = [...running, take({ takenAt: noonOf('2025-09-22') })]
    const later = [take({ takenAt: noonOf('2026-09-01') }), handBack({ handedBackAt: noonOf('2026-09-20') })].map(to)
    expect(ends(replaced(remainder, history), ...later)[1]).toBe('2030-04-10')
  })

  it('keeps what was bought, and lets it be refunded: exactly that extension', () => {
    const second = extend({ extensionId: text('extension-2'), by: period('P6M') })
    const registered = replaced(remainder, [...running, extend(), second])
    expect(ends(registered)[1]).toBe('2031-09-11')
    expect(ends(registered, to(reverse({ reversedAt: noonOf('2025-11-01') })))[1]).toBe('2030-09-11')
  })

  it('does not give the extension of the law a second time', () => {
    const repaired = extendByLaw({ extendedAt: noonOf('2025-09-01') })
    const history = [register({ law: euConsumerLaw2026 }), deliver(), repaired]
    const registered = replaced(remainder, history)
    expect(lastOn(stateAfter(registered))).toBe('2028-03-10')
    given(warranty, after(registered))
      .when(to(extendByLaw({ extensionId: text('repair-2') })))
      .recordsNothing()
  })

  it('hands on the layers that were added, and none that was over, voided or not for this owner', () => {
    const history = [...running, addLayer(), voidIt(), transfer({ transferredAt: noonOf('2025-09-10') })]
    expect(goingOn(stateAfter(replaced(remainder, history)))).toStrictEqual([conformity, 'pump-repair'])
    const late = stateAfter(replaced(remainder, [...running, expire()], { supersededAt: noonOf('2027-05-01') }))
    expect(goingOn(late)).toStrictEqual([motor, motorExtension])
    expect(coverageOn(late, day('2027-05-02')).layers.map(({ because }) => because)).toStrictEqual([
      'lapsed',
      'within-term',
      'before-start',
    ])
  })

  it('lets a layer follow the end of one that was over by then, or was voided', () => {
    const over = stateAfter(replaced(remainder, running, { supersededAt: noonOf('2031-05-01') }))
    expect(goingOn(over)).toStrictEqual([motorExtension])
    expect(lastOn(over, motorExtension)).toBe('2033-03-11')
    const voided = stateAfter(replaced(remainder, [...running, voidIt()]))
    expect(lastOn(voided, motorExtension)).toBe('2033-03-11')
    expect(lastOn(voided, motor)).toBeUndefined()
  })

  it('is refused for a unit of which no layer goes on', () => {
    const only = [register({ terms: termsWith(conformityLayer) }), deliver(), expire()]
    given(warranty)
      .when(replaced(remainder, only, { supersededAt: noonOf('2027-05-01') }))
      .rejects({ reason: 'NothingWarranted' })
  })
})

describe('fresh terms', () => {
  it('are counted from the delivery and the installation of the unit in its place', () => {
    const registered = replaced(fresh, running)
    expect(ends(registered)).toStrictEqual([undefined, undefined, undefined])
    const begun = [deliver({ anchoredAt: noonOf('2025-10-03') }), install({ anchoredAt: noonOf('2025-10-04') })].map(to)
    expect(ends(registered, ...begun)).toStrictEqual(['2027-10-03', '2030-10-03', '2033-10-03'])
  })

  it('count from the replacement what was counted from the purchase', () => {
    const terms = termsWith({ ...conformityLayer, startAnchor: 'purchase' })
    expect(lastOn(stateAfter(replaced(fresh, [register({ terms })])))).toBe('2027-10-01')
    expect(lastOn(stateAfter(replaced(remainder, [register({ terms })])))).toBe('2027-03-03')
  })

  it('keep what was bought', () => {
    const registered = replaced(fresh, [...running, extend()])
    expect(ends(registered, to(install({ anchoredAt: noonOf('2025-10-04') })))[1]).toBe('2031-10-03')
  })

  it('keep nothing that was given for the old unit: not out of goodwill, and not by law', () => {
    const law = euConsumerLaw2026
    const given = [
      register({ law }),
      deliver(),
      install(),
      extend({ cause: 'goodwill' }),
      extendByLaw({ extendedAt: noonOf('2025-09-01') }),
    ]
    const begun = [deliver({ anchoredAt: noonOf('2025-10-03') }), install({ anchoredAt: noonOf('2025-10-04') })].map(to)
    const registered = replaced(fresh, given)
    expect(ends(registered, ...begun)).toStrictEqual(['2027-10-03', '2030-10-03', '2033-10-03'])
    const repaired = to(extendByLaw({ extendedAt: noonOf('2026-01-10') }))
    expect(ends(registered, ...begun, repaired)[0]).toBe('2028-10-03')
  })
})

describe('the longer of the remainder and 90 days', () => {
  const onlyConformity = [register({ terms: termsWith(conformityLayer) }), deliver()]

  it('is the remainder while more than 90 days are left', () => {
    expect(ends(replaced(longerOf, running))).toStrictEqual(['2027-03-10', '2030-03-11', '2033-03-11'])
  })

  it('is 90 days from the replacement where less is left', () => {
    const late = { supersededAt: noonOf('2027-02-01') }
    expect(lastOn(stateAfter(replaced(longerOf, onlyConformity, late)))).toBe('2027-05-02')
    expect(lastOn(stateAfter(replaced(remainder, onlyConformity, late)))).toBe('2027-03-10')
  })

  it('is 90 days of the layer by which it was replaced, where that is over by then', () => {
    const late = { supersededAt: noonOf('2027-04-01') }
    const state = stateAfter(replaced(longerOf, [...onlyConformity, expire()], { ...late, forLayerId: conformity }))
    expect(lastOn(state)).toBe('2027-06-30')
    const without = stateAfter(replaced(longerOf, [...running, expire()], late))
    expect(lastOn(without)).toBeUndefined()
  })

  it('is longer by what comes since, and not by what was before', () => {
    const history = [...onlyConformity, extend({ layerId: conformity, by: period('P1M'), cause: 'goodwill' })]
    const registered = replaced(longerOf, history, { supersededAt: noonOf('2027-04-01') })
    // 90 days are over on 30 June; the remainder would have been, on 10 April.
    expect(lastOn(stateAfter(registered))).toBe('2027-06-30')
    const month = to(
      extend({ extensionId: text('extension-2'), layerId: conformity, by: period('P1M'), cause: 'goodwill' }),
    )
    expect(lastOn(stateAfter(registered, month))).toBe('2027-07-30')
  })

  it('is handed on when that unit is replaced too', () => {
    const first = replaced(longerOf, onlyConformity, { supersededAt: noonOf('2027-02-01') })
    const third = supersede({
      warrantyId: otherWarrantyId,
      byWarrantyId: warrantyId,
      supersededAt: noonOf('2027-04-20'),
    })
    const { decision } = given(warranty, after(first)).when(third)
    expect(decision).toMatchObject({
      right: [{ data: { carried: { atLeast: [{ layerId: 'conformity', lastOn: '2027-05-02' }] } } }],
    })
  })
})

it('hands on how many claims count, and from when', () => {
  const superseded = after(...running, supersede()).at(-1)
  expect(superseded?.type === 'WarrantySuperseded' && superseded.data.carried).toMatchObject({
    claimCount: 0,
    replacedAt: at('2025-10-01T12:00Z'),
    anchored: [
      { anchor: 'delivery', anchoredAt: noonOf('2025-03-10') },
      { anchor: 'installation', anchoredAt: noonOf('2025-03-12') },
    ],
  })
})
