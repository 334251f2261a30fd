import { sameContent, sameFields } from './same-content.js'

describe('the content of two values', () => {
  it('is the same whatever the order of the fields', () => {
    expect(sameContent({ a: 1, b: { c: 2, d: [3] } }, { b: { d: [3], c: 2 }, a: 1 })).toBe(true)
    expect(sameContent([1, 2], [2, 1])).toBe(false)
  })

  it('is the same where a field is absent and where it is undefined, and not where it is null', () => {
    expect(sameContent({ a: 1, b: undefined }, { a: 1 })).toBe(true)
    expect(sameContent({ a: 1, b: null }, { a: 1 })).toBe(false)
  })

  it('is the same for an amount and its digits', () => {
    expect(sameContent({ minor: 17925n }, { minor: '17925' })).toBe(true)
    expect(sameContent({ minor: 17925n }, { minor: 17925 })).toBe(false)
  })

  it('is nothing only where the other is nothing', () => {
    expect(sameContent(undefined, undefined)).toBe(true)
    expect(sameContent(undefined, null)).toBe(false)
    expect(sameContent({}, undefined)).toBe(false)
  })

  it('is compared in the fields that are named alone', () => {
    expect(sameFields({ id: 'a', at: 1, minor: 5n }, { id: 'a', at: 2, minor: 5n }, ['id', 'minor'])).toBe(true)
    expect(sameFields({ id: 'a', at: 1 }, { id: 'a', at: 2 }, ['id', 'at'])).toBe(false)
    expect(sameFields({ id: 'a', at: 1 }, {}, ['id'])).toBe(false)
  })
})
