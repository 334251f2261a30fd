import * as E from 'fp-ts/lib/Either.js'

export const right = <Right>(result: E.Either<unknown, Right>): Right => {
  if (E.isLeft(result)) throw new Error(`unexpected failure: ${JSON.stringify(result.left)}`)
  return result.right
}

export const left = <Left>(result: E.Either<Left, unknown>): Left => {
  if (E.isRight(result)) throw new Error(`unexpected success: ${JSON.stringify(result.right)}`)
  return result.left
}
