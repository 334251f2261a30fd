import * as E from 'fp-ts/lib/Either.js'

/** What a call gives; throws where it fails, as a measurement that goes wrong is none. */
export const rightOf = async <Failure extends { readonly failure: string }, Result>(
  task: () => Promise<E.Either<Failure, Result>>,
): Promise<Result> => {
  const outcome = await task()
  if (E.isLeft(outcome)) throw new Error(outcome.left.failure)
  return outcome.right
}
