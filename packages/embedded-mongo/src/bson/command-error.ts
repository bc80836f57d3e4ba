import type { ReplyDocument } from '../wire/reply.ts';

/** Names of MongoDB's error codes; a code that is not here is called `Location<code>`, as MongoDB does. */
const CODE_NAMES: Readonly<Record<number, string>> = {
  1: 'InternalError',
  2: 'BadValue',
  4: 'NoSuchKey',
  5: 'GraphContainsCycle',
  6: 'HostUnreachable',
  7: 'HostNotFound',
  8: 'UnknownError',
  9: 'FailedToParse',
  11: 'UserNotFound',
  13: 'Unauthorized',
  14: 'TypeMismatch',
  15: 'Overflow',
  16: 'InvalidLength',
  17: 'ProtocolError',
  18: 'AuthenticationFailed',
  20: 'IllegalOperation',
  21: 'EmptyArrayOperation',
  22: 'InvalidBSON',
  24: 'LockTimeout',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  34: 'CannotBackfillArray',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  51: 'ManualInterventionRequired',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  55: 'InvalidDBRef',
  56: 'EmptyFieldName',
  57: 'DottedFieldName',
  59: 'CommandNotFound',
  61: 'ShardKeyNotFound',
  64: 'WriteConcernFailed',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  68: 'IndexAlreadyExists',
  70: 'ShardNotFound',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  79: 'UnknownReplWriteConcern',
  82: 'NoProgressMade',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  87: 'CannotSplit',
  89: 'NetworkTimeout',
  91: 'ShutdownInProgress',
  96: 'OperationFailed',
  98: 'DBPathInUse',
  100: 'UnsatisfiableWriteConcern',
  111: 'NotExactValueField',
  112: 'WriteConflict',
  115: 'CommandNotSupported',
  117: 'ConflictingOperationInProgress',
  121: 'DocumentValidationFailure',
  123: 'NotAReplicaSet',
  125: 'CommandFailed',
  134: 'ReadConcernMajorityNotAvailableYet',
  136: 'CappedPositionLost',
  139: 'JSInterpreterFailure',
  146: 'ExceededMemoryLimit',
  159: 'DurationOverflow',
  160: 'MaxStalenessOutOfRange',
  161: 'IncompatibleCollationVersion',
  165: 'ViewDepthLimitExceeded',
  166: 'CommandNotSupportedOnView',
  167: 'OptionNotSupportedOnView',
  168: 'InvalidPipelineOperator',
  170: 'TooManyMatchingDocuments',
  171: 'CannotIndexParallelArrays',
  175: 'QueryPlanKilled',
  181: 'AmbiguousIndexKeyPattern',
  189: 'PrimarySteppedDown',
  197: 'InvalidIndexSpecificationOption',
  206: 'NoSuchSession',
  207: 'InvalidUUID',
  211: 'KeyNotFound',
  217: 'IncompleteTransactionHistory',
  224: 'QueryFeatureNotAllowed',
  225: 'TransactionTooOld',
  232: 'MaxSubPipelineDepthExceeded',
  237: 'CursorKilled',
  238: 'NotImplemented',
  241: 'ConversionFailure',
  246: 'SnapshotUnavailable',
  251: 'NoSuchTransaction',
  256: 'TransactionCommitted',
  257: 'TransactionTooLarge',
  261: 'TooManyLogicalSessions',
  262: 'ExceededTimeLimit',
  263: 'OperationNotSupportedInTransaction',
  266: 'FailPointSetFailed',
  267: 'PreparedTransactionInProgress',
  276: 'IndexBuildAborted',
  278: 'UnsatisfiableCommitQuorum',
  279: 'ClientDisconnect',
  290: 'TransactionExceededLifetimeLimitSeconds',
  291: 'NoQueryExecutionPlans',
  292: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  322: 'APIVersionError',
  323: 'APIStrictError',
  324: 'APIDeprecationError',
  347: 'APIMismatchError',
  352: 'UnsupportedOpQueryCommand',
  359: 'CannotConvertIndexToUnique',
  361: 'CollectionUUIDMismatch',
  9_001: 'SocketException',
  10_107: 'NotWritablePrimary',
  10_334: 'BSONObjectTooLarge',
  11_000: 'DuplicateKey',
  11_600: 'InterruptedAtShutdown',
  11_601: 'Interrupted',
  11_602: 'InterruptedDueToReplStateChange',
  13_113: 'MergeStageNoMatchingDocument',
  13_297: 'DatabaseDifferCase',
  13_435: 'NotPrimaryNoSecondaryOk',
  13_436: 'NotPrimaryOrSecondary',
  14_031: 'OutOfDiskSpace',
  31_082: 'SearchNotEnabled',
};

/** A refusal as the client gets it: MongoDB's code, its name, and a sentence. */
export class CommandError extends Error {
  override name = 'CommandError';
  readonly code: number;
  readonly codeName: string;
  /** Fields of the reply besides `ok`, `errmsg`, `code` and `codeName`, such as `keyPattern`. */
  readonly extra: ReplyDocument | undefined;

  constructor(code: number, message: string, extra?: ReplyDocument) {
    // An answer, of which a batch of duplicates has 100,000: where it was thrown would take most of their time.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.code = code;
    this.codeName = CODE_NAMES[code] ?? `Location${code}`;
    this.extra = extra;
  }
}

/** @throws CommandError always */
export function fail(code: number, message: string): never {
  throw new CommandError(code, message);
}
