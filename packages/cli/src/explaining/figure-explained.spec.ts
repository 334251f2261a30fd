import * as E from 'fp-ts/lib/Either.js'
import { figureNamed } from './figure-explained.js'

const segmentOf = (text: string): unknown => {
  const named = figureNamed(text)
  return E.isRight(named) ? named.right.segment : named.left.message
}

describe('a figure by its name', () => {
  it.each([
    ['issues', undefined],
    ['average-resolution-time/first-calendar-mean', 'first-calendar-mean'],
    ['refunds/value-EUR', 'value-EUR'],
    ['refunds/value-EUR[channel=store]', 'value-EUR'],
  ])('is of the variant of %s', (text, variant) => {
    expect(figureNamed(text)).toMatchObject(E.right({ variant }))
  })

  it.each([
    ['issues', {}],
    ['issues[channel=phone]', { channel: 'phone' }],
    ['issues[channel=phone,team=billing]', { channel: 'phone', team: 'billing' }],
    ['issues[topic=Washer, dryer / Leaks, channel=phone]', { topic: 'Washer, dryer / Leaks', channel: 'phone' }],
    ['issues[topic=Parts [old]]', { topic: 'Parts [old]' }],
    ['issues[team=?]', { team: null }],
  ])('is of the segment %s', (text, segment) => {
    expect(segmentOf(text)).toEqual(segment)
  })
})
