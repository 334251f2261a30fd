import { bestLayerOn, coverageOn } from './layers/coverage-on.js'
import {
  at,
  conformity,
  day,
  deliver,
  extend,
  install,
  motor,
  motorExtension,
  noonOf,
  register,
  stateAfter,
  take,
  text,
} from './warranty.fixtures.js'

const running = stateAfter(register(), deliver(), install())

describe('coverageOn', () => {
  it('says which layers cover a day, until when, who makes good, and why', () => {
    const { layers, covering, trace } = coverageOn(running, day('2026-01-01'))
    expect(covering.map(({ layerId, obligor, term }) => [layerId, obligor.party, term?.lastOn])).toStrictEqual([
      [conformity, 'seller', '2027-03-10'],
      [motor, 'manufacturer', '2030-03-11'],
    ])
    expect(layers.map(({ because }) => because)).toStrictEqual(['within-term', 'within-term', 'before-start'])
    expect(trace[2]).toStrictEqual({
      ruleId: 'covers-the-day',
      facts: { layerId: 'motor-extension', on: '2026-01-01', startsOn: '2030-03-12', lastOn: '2033-03-11' },
      outcome: 'before-start',
      policyRef: { policyId: 'washing-machine-terms', version: 1 },
    })
  })

  it('covers the first and the last day, and neither the day before nor the day after', () => {
    const covers = (on: string) => coverageOn(running, day(on)).covering.some(({ layerId }) => layerId === conformity)
    expect(['2025-03-09', '2025-03-10', '2027-03-10', '2027-03-11'].map(covers)).toStrictEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('covers the last minute of the last day in the zone of the terms, and no minute later', () => {
    const covers = (words: string) => coverageOn(running, at(words)).layers[0]?.because
    expect(covers('2027-03-10T23:59:59.999+01:00')).toBe('within-term')
    expect(covers('2027-03-11T00:00+01:00')).toBe('over')
    expect(covers('2027-03-10T18:01-06:00')).toBe('over')
  })

  it('covers by the extension the day after the layer that it follows', () => {
    expect(bestLayerOn(running, day('2030-03-11'))?.layerId).toBe(motor)
    expect(bestLayerOn(running, day('2030-03-12'))?.layerId).toBe(motorExtension)
  })

  it('covers nothing by a layer that waits for what it is counted from', () => {
    const waiting = stateAfter(register(), deliver())
    expect(coverageOn(waiting, day('2099-01-01')).layers.map(({ because }) => because)).toStrictEqual([
      'over',
      'not-started',
      'not-started',
    ])
    expect(coverageOn({ status: 'not-registered' }, day('2026-01-01'))).toStrictEqual({
      layers: [],
      covering: [],
      trace: [],
    })
  })

  it('counts what lasts still until the day it is asked about', () => {
    const inCustody = stateAfter(register(), install(), take({ takenAt: noonOf('2030-03-01') }))
    const term = (on: string) => coverageOn(inCustody, day(on)).layers[1]?.term?.lastOn
    expect([term('2030-02-28'), term('2030-03-01'), term('2030-03-31')]).toStrictEqual([
      '2030-03-11',
      '2030-03-12',
      '2030-04-11',
    ])
  })
})

describe('bestLayerOn', () => {
  it('is the layer that covers the longest of those that cover the day', () => {
    expect(bestLayerOn(running, day('2026-01-01'))?.layerId).toBe(motor)
    const longer = stateAfter(
      register(),
      deliver(),
      install(),
      extend({ extensionId: text('goodwill'), layerId: conformity, by: extend().data.by, cause: 'goodwill' }),
    )
    expect(bestLayerOn(longer, day('2027-12-01'))?.layerId).toBe(motor)
    expect(bestLayerOn(running, day('2025-03-09'))).toBeUndefined()
  })
})
