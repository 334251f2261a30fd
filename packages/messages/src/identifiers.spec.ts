describe('what a text is does not depend on what was looked at before', () => {
  it.each([
    ['Uuid', '', '0b6e7f6a-9c1e-4b7e-8f5d-1c2d3e4f5a6b', '0b6e7f6a-9c1e-4b7e-8f5d-1c2d3e4f5a6B'],
    ['Instant', '', '2025-06-02T07:00:00.000Z', '2025-02-29T07:00:00.000Z'],
  ] as const)('%s', async (name, empty, sound, unsound) => {
    await jest.isolateModulesAsync(async () => {
      const { [name]: codec } = await import('./index.js')
      const isAccepted = (text: string): boolean => codec.is(text)
      const asked = [empty, empty, unsound, unsound, sound, sound, empty, unsound, sound]
      expect(asked.map(isAccepted)).toEqual([false, false, false, false, true, true, false, false, true])
    })
  })
})
