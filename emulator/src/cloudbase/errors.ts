/**
 * An error the caller is told about: HTTP 200 with `{ code, message, requestId }`, which the SDK throws.
 * Codes are those of https://docs.cloudbase.net/error-code/basic where it names one.
 */
export class DatabaseError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'DatabaseError'
  }
}

/** The general database error, with MongoDB's words where it has some. */
export const failed = (message: string): DatabaseError =>
  new DatabaseError('DATABASE_REQUEST_FAILED', message)

/** An operator which does not exist, or which this server does not have. The code is spelt as CloudBase does. */
export const invalidOperator = (message: string): DatabaseError =>
  new DatabaseError('DATABASE_INVALID_OPERRATOR', message)

export const invalidParam = (message: string): DatabaseError => new DatabaseError('INVALID_PARAM', message)

const ASK_US = 'Please check your request, but if the problem persists, contact us.'

/** The words are those which the tests of CloudBase's own SDK expect. */
export const transactionConflict = (): DatabaseError =>
  new DatabaseError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${ASK_US}`,
  )

/** Of a transaction which ended, by itself or by its age, and of one which never was. */
export const transactionNotExist = (): DatabaseError =>
  transactionFail(
    `[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. ${ASK_US}`,
  )

export const transactionFail = (message: string): DatabaseError =>
  new DatabaseError('DATABASE_TRANSACTION_FAIL', message)

/**
 * A unique index refused a write: https://docs.cloudbase.net/error-code/DATABASE_DUPLICATE_WRITE. The text is
 * MongoDB's, behind what the service puts before it.
 */
export const duplicateKey = (collection: string, index: string, key: string): DatabaseError =>
  new DatabaseError(
    'DATABASE_DUPLICATE_WRITE',
    `[FailedOperation.DuplicateWrite] multiple write errors: [{write errors: [{E11000 duplicate key error collection: local.${collection} index: ${index} dup key: ${key}}]}, {<nil>}]`,
  )
