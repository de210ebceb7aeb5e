/**
 * @file smtpcodes.h
 * @brief What an SMTP reply means, and what to do about it.
 *
 * A code is a number: 550 is 550, and 5.7.26 is 5007026. Every function takes any number, whether the table knows it
 * or not, and answers as RFC 5321 (section 4.3.2) and RFC 3463 tell a reader to: by the digits that it understands.
 *
 * Rules that hold for the whole header:
 *
 * - Every value is an int32_t. 0 is "none" or "not known" everywhere, for ever. Only lengths are size_t.
 * - A function returns a value or a length; or a negative SMTPCODES_ERROR_*; or a string, which is never NULL; or a handle,
 *   which is NULL where there is none.
 * - A returned string is constant, ends in NUL, lives as long as the library is loaded, and is "" where there is none.
 * - Text that goes in is a pointer and a length; it needs no NUL. (NULL, 0) is empty.
 * - A struct is a row of 32-bit integers, field k at byte 4k on every platform, and its size follows its pointer at
 *   every call. A caller with an older, shorter struct gets the front part; one with a newer, longer struct finds
 *   zeros at the end. An input struct is read the same way: what is missing is 0. A struct for an answer has room for at
 *   least its first field, and is all zero where the answer is an error and the struct could be written.
 * - A buffer that is too small is left as an empty string, never filled in part, and the length that is needed (without
 *   the NUL) is returned, as by snprintf. (NULL, 0) asks for the length alone.
 * - A constant that the library does not know is read as 0.
 * - Nothing is allocated, kept, locked, printed or changed: any thread, any signal handler, at any time.
 * - Numbers of constants are for ever. Lists grow at the end, and a number is never used again.
 *
 * Everything here is there since version 0.1 unless its text says otherwise.
 */
#ifndef SMTPCODES_H
#define SMTPCODES_H

#include <stddef.h>
#include <stdint.h>

#ifndef SMTPCODES_API /* an embedder may define it: empty, or as the visibility of its own library */
#define SMTPCODES_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---------------------------------------------------------------------------------------------------- constants */

/** Errors. Every function that can fail lists those that it returns. */
enum smtpcodes_errors {
    SMTPCODES_ERROR_ARGUMENT = -1,    /**< NULL with a length, a struct of less than four bytes, or more than INT32_MAX bytes */
    SMTPCODES_ERROR_NOT_FOUND = -2,   /**< there is nothing by that name or number */
    SMTPCODES_ERROR_UNSUPPORTED = -3, /**< left out of this build: texts, where it was configured without them */
    SMTPCODES_ERROR_RULES = -4        /**< not a rule pack of a form that this library reads */
};

/** Severity: the first digit of a reply code (RFC 5321, section 4.2.1) or the class of an enhanced code (RFC 3463). */
enum smtpcodes_severities {
    SMTPCODES_SEVERITY_NONE = 0,
    SMTPCODES_SEVERITY_SUCCESS = 2,
    SMTPCODES_SEVERITY_INTERMEDIATE = 3,
    SMTPCODES_SEVERITY_TRANSIENT = 4,
    SMTPCODES_SEVERITY_PERMANENT = 5
};

/** Category: the second digit of a reply code (RFC 5321, section 4.2.1), or the subject of an enhanced code plus 10. */
enum smtpcodes_categories {
    SMTPCODES_CATEGORY_NONE = 0,
    SMTPCODES_CATEGORY_SYNTAX = 1,      /**< x0z */
    SMTPCODES_CATEGORY_INFORMATION = 2, /**< x1z */
    SMTPCODES_CATEGORY_CONNECTION = 3,  /**< x2z */
    SMTPCODES_CATEGORY_UNSPECIFIED = 4, /**< x3z and x4z; RFC 4954 uses x3z for authentication */
    SMTPCODES_CATEGORY_MAIL_SYSTEM = 5, /**< x5z */
    SMTPCODES_CATEGORY_OTHER_STATUS = 10,   /**< X.0 */
    SMTPCODES_CATEGORY_ADDRESS_STATUS = 11, /**< X.1 */
    SMTPCODES_CATEGORY_MAILBOX_STATUS = 12, /**< X.2 */
    SMTPCODES_CATEGORY_SYSTEM_STATUS = 13,  /**< X.3 */
    SMTPCODES_CATEGORY_NETWORK_STATUS = 14, /**< X.4 */
    SMTPCODES_CATEGORY_PROTOCOL_STATUS = 15,/**< X.5 */
    SMTPCODES_CATEGORY_CONTENT_STATUS = 16, /**< X.6 */
    SMTPCODES_CATEGORY_SECURITY_STATUS = 17 /**< X.7 */
};

/** Standing: how much of a code is agreed. */
enum smtpcodes_standings {
    SMTPCODES_STANDING_NONE = 0,          /**< not in the table */
    SMTPCODES_STANDING_STANDARD = 1,      /**< the SMTP standard itself, or RFC 3463 */
    SMTPCODES_STANDING_EXTENSION = 2,     /**< an extension that an RFC defines */
    SMTPCODES_STANDING_REGISTRY_ONLY = 3, /**< named by the IANA registry, defined by no RFC */
    SMTPCODES_STANDING_OBSOLETE = 4,      /**< defined once, withdrawn or replaced */
    SMTPCODES_STANDING_UNOFFICIAL = 5     /**< seen in real mail or in lists, defined by nobody */
};

/** Stage: what a reply answers. A name in capitals is the SMTP command. */
enum smtpcodes_stages {
    SMTPCODES_STAGE_UNKNOWN = 0,
    SMTPCODES_STAGE_CONNECT = 1,   /**< before any byte came: events only */
    SMTPCODES_STAGE_TLS = 2,       /**< the TLS handshake: events only */
    SMTPCODES_STAGE_GREETING = 3,  /**< the first reply of a connection */
    SMTPCODES_STAGE_IDLE = 4,      /**< between commands, unasked */
    SMTPCODES_STAGE_EHLO = 5,
    SMTPCODES_STAGE_HELO = 6,
    SMTPCODES_STAGE_LHLO = 7,
    SMTPCODES_STAGE_STARTTLS = 8,
    SMTPCODES_STAGE_AUTH = 9,      /**< AUTH, and each line of its exchange */
    SMTPCODES_STAGE_MAIL = 10,
    SMTPCODES_STAGE_RCPT = 11,
    SMTPCODES_STAGE_DATA = 12,     /**< the command, before any content */
    SMTPCODES_STAGE_DATA_END = 13, /**< after the final dot */
    SMTPCODES_STAGE_BDAT = 14,
    SMTPCODES_STAGE_BURL = 15,
    SMTPCODES_STAGE_RSET = 16,
    SMTPCODES_STAGE_VRFY = 17,
    SMTPCODES_STAGE_EXPN = 18,
    SMTPCODES_STAGE_HELP = 19,
    SMTPCODES_STAGE_NOOP = 20,
    SMTPCODES_STAGE_QUIT = 21,
    SMTPCODES_STAGE_ETRN = 22,
    SMTPCODES_STAGE_ATRN = 23,
    SMTPCODES_STAGE_TURN = 24,
    SMTPCODES_STAGE_SEND = 25,
    SMTPCODES_STAGE_SOML = 26,
    SMTPCODES_STAGE_SAML = 27,
    SMTPCODES_STAGE_XCLIENT = 28,
    SMTPCODES_STAGE_XFORWARD = 29,
    SMTPCODES_STAGE_REFUSED = 30   /**< any command after a 554 or 521 greeting */
};

/** Answer: how a code answers at a stage. */
enum smtpcodes_answers {
    SMTPCODES_ANSWER_NEVER = 0,
    SMTPCODES_ANSWER_SUCCESS = 1,
    SMTPCODES_ANSWER_INTERMEDIATE = 2,
    SMTPCODES_ANSWER_ERROR = 3
};

/** Disposition: what becomes of this attempt. Closed: it never grows, so that a switch over it stays whole. */
enum smtpcodes_dispositions {
    SMTPCODES_DISPOSITION_NONE = 0,
    SMTPCODES_DISPOSITION_DELIVERED = 1, /**< the server has taken the message */
    SMTPCODES_DISPOSITION_CONTINUE = 2,  /**< go on with the session */
    SMTPCODES_DISPOSITION_DEFER = 3,     /**< try again later */
    SMTPCODES_DISPOSITION_FAIL = 4       /**< give up and report */
};

/** Later: what the next message can expect. */
enum smtpcodes_laters {
    SMTPCODES_LATER_NONE = 0,
    SMTPCODES_LATER_PERMANENT = 1, /**< the same, until somebody acts */
    SMTPCODES_LATER_TEMPORARY = 2  /**< better, without anybody's doing */
};

/** Step: what the program does now, without asking anybody. */
enum smtpcodes_steps {
    SMTPCODES_STEP_NONE = 0,
    SMTPCODES_STEP_CONTINUE = 1,
    SMTPCODES_STEP_DEFER = 2,
    SMTPCODES_STEP_FAIL = 3,
    SMTPCODES_STEP_SPLIT = 4,           /**< send to the remaining recipients in another transaction */
    SMTPCODES_STEP_REOPEN = 5,          /**< open a new connection to the same server at once */
    SMTPCODES_STEP_NEXT_SERVER = 6,     /**< try the next host of the recipient's domain */
    SMTPCODES_STEP_HELO = 7,            /**< say HELO in place of EHLO */
    SMTPCODES_STEP_WITHOUT_TLS = 8,     /**< go on without TLS, if policy allows it */
    SMTPCODES_STEP_OTHER_MECHANISM = 9, /**< another AUTH mechanism */
    SMTPCODES_STEP_CREDENTIALS = 10,    /**< ask for the credentials again, or for the first time */
    SMTPCODES_STEP_DROP_PARAMETER = 11, /**< the same command without the parameter */
    SMTPCODES_STEP_IGNORE = 12,         /**< it only follows from an earlier refusal, or no longer matters */
    SMTPCODES_STEP_START_TLS = 13       /**< issue STARTTLS first, then the command again */
};

/** Remedy: what a person can do. */
enum smtpcodes_remedies {
    SMTPCODES_REMEDY_NONE = 0,
    SMTPCODES_REMEDY_CORRECT_ADDRESS = 1,
    SMTPCODES_REMEDY_USE_NEW_ADDRESS = 2,
    SMTPCODES_REMEDY_REACH_OTHERWISE = 3,
    SMTPCODES_REMEDY_TELL_RECIPIENT = 4,
    SMTPCODES_REMEDY_TRY_LATER_OR_ASK = 5,
    SMTPCODES_REMEDY_WAIT = 6,
    SMTPCODES_REMEDY_ASK_TO_BE_LET_IN = 7,
    SMTPCODES_REMEDY_CORRECT_DOMAIN = 8,
    SMTPCODES_REMEDY_ASK_RECEIVER = 9,
    SMTPCODES_REMEDY_MEND_ROUTE = 10,
    SMTPCODES_REMEDY_MEND_FORWARDING = 11,
    SMTPCODES_REMEDY_SEND_AGAIN = 12,
    SMTPCODES_REMEDY_RECEIVER_MENDS = 13,
    SMTPCODES_REMEDY_SAME_SOURCE = 14,
    SMTPCODES_REMEDY_SLOW_DOWN = 15,
    SMTPCODES_REMEDY_FEWER_CONNECTIONS = 16,
    SMTPCODES_REMEDY_NEW_CONNECTION = 17,
    SMTPCODES_REMEDY_SPLIT_RECIPIENTS = 18,
    SMTPCODES_REMEDY_CLEAN_LIST = 19,
    SMTPCODES_REMEDY_LIST_REMOVAL = 20,
    SMTPCODES_REMEDY_LIST_REMOVAL_OR_LINK = 21,
    SMTPCODES_REMEDY_MEND_PRACTICE = 22,
    SMTPCODES_REMEDY_TELL_RECEIVER = 23,
    SMTPCODES_REMEDY_ALLOWED_RELAY = 24,
    SMTPCODES_REMEDY_ASK_RECIPIENT = 25,
    SMTPCODES_REMEDY_EXISTING_SENDER = 26,
    SMTPCODES_REMEDY_OWN_ADDRESS = 27,
    SMTPCODES_REMEDY_WAIT_FOR_QUOTA = 28,
    SMTPCODES_REMEDY_SECURE_ACCOUNT = 29,
    SMTPCODES_REMEDY_MEND_SPF = 30,
    SMTPCODES_REMEDY_MEND_DKIM = 31,
    SMTPCODES_REMEDY_MEND_DMARC = 32,
    SMTPCODES_REMEDY_MEND_PTR = 33,
    SMTPCODES_REMEDY_TURN_TLS_ON = 34,
    SMTPCODES_REMEDY_RECEIVER_MENDS_TLS = 35,
    SMTPCODES_REMEDY_LOG_IN = 36,
    SMTPCODES_REMEDY_PASSWORD_AGAIN = 37,
    SMTPCODES_REMEDY_OTHER_LOGIN = 38,
    SMTPCODES_REMEDY_OWN_SERVER = 39,
    SMTPCODES_REMEDY_CHANGE_MESSAGE = 40,
    SMTPCODES_REMEDY_REMOVE_ATTACHMENT = 41,
    SMTPCODES_REMEDY_SMALLER_MESSAGE = 42,
    SMTPCODES_REMEDY_MEND_MESSAGE = 43,
    SMTPCODES_REMEDY_ASCII_ADDRESS = 44,
    SMTPCODES_REMEDY_WITHOUT_FEATURE = 45,
    SMTPCODES_REMEDY_READ_WORDS = 46,
    SMTPCODES_REMEDY_MEND_CLIENT = 47
};

/** Extent: what a reply ends, from the narrowest to the widest. */
enum smtpcodes_extents {
    SMTPCODES_EXTENT_NONE = 0,
    SMTPCODES_EXTENT_COMMAND = 1,
    SMTPCODES_EXTENT_RECIPIENT = 2,
    SMTPCODES_EXTENT_TRANSACTION = 3,
    SMTPCODES_EXTENT_SESSION = 4
};

/** Target: what was refused, hence what a retry key or a throttle follows. */
enum smtpcodes_targets {
    SMTPCODES_TARGET_NONE = 0,
    SMTPCODES_TARGET_RECIPIENT = 1,
    SMTPCODES_TARGET_RECIPIENT_DOMAIN = 2,
    SMTPCODES_TARGET_SENDER_ADDRESS = 3,
    SMTPCODES_TARGET_SENDER_DOMAIN = 4,
    SMTPCODES_TARGET_SENDER_ACCOUNT = 5,
    SMTPCODES_TARGET_MESSAGE = 6,
    SMTPCODES_TARGET_CONNECTING_ADDRESS = 7,
    SMTPCODES_TARGET_RECEIVING_HOST = 8,
    SMTPCODES_TARGET_RECEIVING_SITE = 9,
    SMTPCODES_TARGET_PROTOCOL = 10
};

/** Party: who has to act. Bits, for it may be two of them; 0 is nobody. */
enum smtpcodes_parties {
    SMTPCODES_PARTY_NOBODY = 0,
    SMTPCODES_PARTY_SENDER = 1,
    SMTPCODES_PARTY_RECIPIENT = 2,
    SMTPCODES_PARTY_SENDING_ADMINISTRATOR = 4,
    SMTPCODES_PARTY_RECEIVING_ADMINISTRATOR = 8
};

/** Connection: its state after this reply. */
enum smtpcodes_connections {
    SMTPCODES_CONNECTION_NONE = 0,
    SMTPCODES_CONNECTION_OPEN = 1,       /**< ready for the next command */
    SMTPCODES_CONNECTION_RESET = 2,      /**< ready after RSET */
    SMTPCODES_CONNECTION_QUIT = 3,       /**< of no more use: send QUIT */
    SMTPCODES_CONNECTION_CLOSING = 4,    /**< the server closes it */
    SMTPCODES_CONNECTION_LOST = 5,       /**< gone */
    SMTPCODES_CONNECTION_OUT_OF_STEP = 6 /**< replies and commands no longer match: close, no reuse, no pipelining */
};

/** Next server: whether another host of the same domain is worth trying now. */
enum smtpcodes_next_servers {
    SMTPCODES_NEXT_SERVER_UNKNOWN = 0,
    SMTPCODES_NEXT_SERVER_USEFUL = 1,
    SMTPCODES_NEXT_SERVER_POINTLESS = 2
};

/** Suppress: whether to stop sending to this recipient. */
enum smtpcodes_suppressions {
    SMTPCODES_SUPPRESS_NONE = 0,
    SMTPCODES_SUPPRESS_NEVER = 1,    /**< says nothing against the recipient */
    SMTPCODES_SUPPRESS_REPEATED = 2, /**< when it comes back over days */
    SMTPCODES_SUPPRESS_NOW = 3       /**< the mailbox itself is condemned */
};

/** Delay source: where delay_seconds comes from. */
enum smtpcodes_delay_sources {
    SMTPCODES_DELAY_NONE = 0,
    SMTPCODES_DELAY_WORDS = 1,     /**< the reply asks for it */
    SMTPCODES_DELAY_PROVIDER = 2,  /**< the provider documents it */
    SMTPCODES_DELAY_CUSTOMARY = 3  /**< what such a reason usually needs */
};

/** DSN action: the Action field of a delivery report (RFC 3464, section 2.3.3). */
enum smtpcodes_dsn_actions {
    SMTPCODES_DSN_NONE = 0,
    SMTPCODES_DSN_FAILED = 1,
    SMTPCODES_DSN_DELAYED = 2,
    SMTPCODES_DSN_DELIVERED = 3,
    SMTPCODES_DSN_RELAYED = 4,
    SMTPCODES_DSN_EXPANDED = 5
};

/** Decision flags: bits of smtpcodes_classification.flags. */
enum smtpcodes_decision_flags {
    SMTPCODES_FLAG_CLASS_CONFLICT = 1,     /**< reply code and enhanced code are of different classes */
    SMTPCODES_FLAG_NOT_LISTED = 2,         /**< no RFC lists this reply code at this stage */
    SMTPCODES_FLAG_SEEN_IN_PRACTICE = 4,   /**< no RFC lists it here, but servers are known to send it */
    SMTPCODES_FLAG_IMPOSSIBLE = 8,         /**< a positive reply that this stage cannot give */
    SMTPCODES_FLAG_UNREGISTERED = 16,      /**< a code that the table does not know */
    SMTPCODES_FLAG_UNOFFICIAL = 32,        /**< a code that no RFC and no registry names */
    SMTPCODES_FLAG_OUTSIDE_GRAMMAR = 64,   /**< not a reply code of RFC 5321, section 4.2, or not a status of RFC 3463 */
    SMTPCODES_FLAG_RETRY_POINTLESS = 128,  /**< temporary by its digit, yet an automatic retry gains nothing */
    SMTPCODES_FLAG_DELIVERY_UNKNOWN = 256, /**< the server may have taken the message: a retry may duplicate it (RFC 1047) */
    SMTPCODES_FLAG_SAME_SOURCE = 512,      /**< come back from the same address (greylisting, RFC 6647) */
    SMTPCODES_FLAG_SPECIAL_CASE = 1024,    /**< the closed list of special cases changed the answer of the first digit */
    SMTPCODES_FLAG_WORDS_CONTRADICT = 2048, /**< the words name a reason of the other class: permanent beside a 4yz, passing beside a 5yz */
    SMTPCODES_FLAG_LIST_NOT_ASKED = 4096,  /**< the server could not ask the block list: that is no listing */
    SMTPCODES_FLAG_ABOUT_US = 8192,        /**< the text holds our own connecting address: set by smtpcodes_diagnose */
    SMTPCODES_FLAG_INNER_REPLY = 16384     /**< a reply that is quoted inside told the reason: set by smtpcodes_diagnose */
};

/** Event: a failure without a reply. */
enum smtpcodes_events {
    SMTPCODES_EVENT_NONE = 0,
    SMTPCODES_EVENT_DOMAIN_NOT_FOUND = 1,
    SMTPCODES_EVENT_NULL_MX = 2,
    SMTPCODES_EVENT_DNS_FAILED = 3,             /**< no answer from DNS, for now */
    SMTPCODES_EVENT_NO_USABLE_HOST = 4,         /**< the domain is there, but no host of it can be used */
    SMTPCODES_EVENT_CONNECTION_REFUSED = 5,
    SMTPCODES_EVENT_CONNECT_TIMED_OUT = 6,
    SMTPCODES_EVENT_TLS_NOT_OFFERED = 7,        /**< needed by policy, not offered */
    SMTPCODES_EVENT_TLS_HANDSHAKE_FAILED = 8,
    SMTPCODES_EVENT_CERTIFICATE_REFUSED = 9,
    SMTPCODES_EVENT_DANE_FAILED = 10,
    SMTPCODES_EVENT_MTA_STS_FAILED = 11,
    SMTPCODES_EVENT_EXTENSION_NOT_OFFERED = 12, /**< needed by the message, not offered */
    SMTPCODES_EVENT_CONNECTION_LOST = 13,
    SMTPCODES_EVENT_REPLY_TIMED_OUT = 14,
    SMTPCODES_EVENT_WRITE_FAILED = 15,
    SMTPCODES_EVENT_REPLY_UNREADABLE = 16,
    SMTPCODES_EVENT_LOOP_TO_SELF = 17,
    SMTPCODES_EVENT_EXPIRED_IN_QUEUE = 18,
    SMTPCODES_EVENT_LOCAL_RESOURCE = 19         /**< memory, disk or descriptors of our own ran out */
};

/** Role: what the caller is. Not known is read as relay, which is the careful side. */
enum smtpcodes_roles {
    SMTPCODES_ROLE_UNKNOWN = 0,
    SMTPCODES_ROLE_RELAY = 1,      /**< a server that passes mail on and answers for it */
    SMTPCODES_ROLE_SUBMISSION = 2, /**< a mail client, with its user beside it */
    SMTPCODES_ROLE_LMTP = 3        /**< an LMTP client (RFC 2033) */
};

/** Form: where the reply was read. */
enum smtpcodes_forms {
    SMTPCODES_FORM_UNKNOWN = 0,
    SMTPCODES_FORM_WIRE = 1,  /**< in a live session */
    SMTPCODES_FORM_QUOTED = 2 /**< in a log, a bounce or a delivery report */
};

/** Context flags: bits of smtpcodes_context.flags. */
enum smtpcodes_context_flags {
    SMTPCODES_CONTEXT_RECIPIENT_ACCEPTED = 1, /**< a recipient of this transaction was accepted before this reply */
    SMTPCODES_CONTEXT_ALL_REFUSED = 2,        /**< every recipient of this transaction was refused before this reply */
    SMTPCODES_CONTEXT_CONNECTION_REUSED = 4,  /**< the connection has served an earlier transaction */
    SMTPCODES_CONTEXT_LAST_SERVER = 8,        /**< no host of the domain is left to try */
    SMTPCODES_CONTEXT_TLS_ACTIVE = 16,
    SMTPCODES_CONTEXT_TLS_REQUIRED = 32,      /**< policy forbids to go on without TLS */
    SMTPCODES_CONTEXT_AUTHENTICATED = 64,
    SMTPCODES_CONTEXT_LAST_CHUNK = 128,       /**< this answers BDAT ... LAST or BURL ... LAST */
    SMTPCODES_CONTEXT_PER_RECIPIENT = 256     /**< one of several replies after the content, each for one recipient: PRDR; an LMTP client need not set it */
};

/** Reason: why a server said no, as far as it can be told. */
enum smtpcodes_reasons {
    SMTPCODES_REASON_UNKNOWN = 0,
    SMTPCODES_REASON_ACCEPTED = 1,
    SMTPCODES_REASON_CONTINUE = 2,
    SMTPCODES_REASON_RECIPIENT_UNKNOWN = 3,
    SMTPCODES_REASON_RECIPIENT_BAD_SYNTAX = 4,
    SMTPCODES_REASON_RECIPIENT_MOVED = 5,
    SMTPCODES_REASON_MAILBOX_DISABLED = 6,
    SMTPCODES_REASON_MAILBOX_FULL = 7,
    SMTPCODES_REASON_MAILBOX_UNAVAILABLE = 8,
    SMTPCODES_REASON_RECIPIENT_RATE_LIMITED = 9,
    SMTPCODES_REASON_RECIPIENT_RESTRICTED = 10,
    SMTPCODES_REASON_DOMAIN_NOT_FOUND = 11,
    SMTPCODES_REASON_DOMAIN_NO_MAIL = 12,
    SMTPCODES_REASON_SESSION_REFUSED = 13,
    SMTPCODES_REASON_DNS_FAILURE = 14,
    SMTPCODES_REASON_CONNECTION_FAILED = 15,
    SMTPCODES_REASON_ROUTING_ERROR = 16,
    SMTPCODES_REASON_MAIL_LOOP = 17,
    SMTPCODES_REASON_MESSAGE_EXPIRED = 18,
    SMTPCODES_REASON_SERVER_ERROR = 19,
    SMTPCODES_REASON_SERVER_BUSY = 20,
    SMTPCODES_REASON_GREYLISTED = 21,
    SMTPCODES_REASON_RATE_LIMITED = 22,
    SMTPCODES_REASON_CONNECTION_LIMIT = 23,
    SMTPCODES_REASON_SESSION_LIMIT = 24,
    SMTPCODES_REASON_TOO_MANY_RECIPIENTS = 25,
    SMTPCODES_REASON_TOO_MANY_ERRORS = 26,
    SMTPCODES_REASON_IP_BLOCKLISTED = 27,
    SMTPCODES_REASON_DOMAIN_BLOCKLISTED = 28,
    SMTPCODES_REASON_REPUTATION_BLOCK = 29,
    SMTPCODES_REASON_BLOCKLIST_LOOKUP_FAILED = 30,
    SMTPCODES_REASON_NETWORK_NOT_ALLOWED = 31,
    SMTPCODES_REASON_SENDER_BLOCKED = 32,
    SMTPCODES_REASON_SENDER_INVALID = 33,
    SMTPCODES_REASON_SENDER_NOT_PERMITTED = 34,
    SMTPCODES_REASON_ACCOUNT_LIMITED = 35,
    SMTPCODES_REASON_ACCOUNT_BLOCKED = 36,
    SMTPCODES_REASON_SPF_FAILED = 37,
    SMTPCODES_REASON_DKIM_FAILED = 38,
    SMTPCODES_REASON_DMARC_FAILED = 39,
    SMTPCODES_REASON_PTR_MISSING = 40,
    SMTPCODES_REASON_TLS_REQUIRED = 41,
    SMTPCODES_REASON_TLS_FAILED = 42,
    SMTPCODES_REASON_AUTH_REQUIRED = 43,
    SMTPCODES_REASON_CREDENTIALS_WRONG = 44,
    SMTPCODES_REASON_AUTH_METHOD_REFUSED = 45,
    SMTPCODES_REASON_AUTH_UNAVAILABLE = 46,
    SMTPCODES_REASON_RELAY_DENIED = 47,
    SMTPCODES_REASON_SPAM_CONTENT = 48,
    SMTPCODES_REASON_VIRUS_OR_ATTACHMENT = 49,
    SMTPCODES_REASON_MESSAGE_TOO_LARGE = 50,
    SMTPCODES_REASON_MESSAGE_MALFORMED = 51,
    SMTPCODES_REASON_SMTPUTF8_NEEDED = 52,
    SMTPCODES_REASON_FEATURE_REFUSED = 53,
    SMTPCODES_REASON_POLICY_REJECTED = 54,
    SMTPCODES_REASON_PROTOCOL_ERROR = 55
};

/** Confidence: how sure the reason of a verdict is. */
enum smtpcodes_confidences {
    SMTPCODES_CONFIDENCE_NONE = 0,
    SMTPCODES_CONFIDENCE_LOW = 1,    /**< vague words, or a code that says little */
    SMTPCODES_CONFIDENCE_MEDIUM = 2, /**< ordinary words, or a telling code, or words that differ from such a code */
    SMTPCODES_CONFIDENCE_HIGH = 3    /**< words or a provider's code that nothing else is said with; or a telling code and words
                                          that agree with it */
};

/** Basis: what the reason of a verdict rests on. */
enum smtpcodes_bases {
    SMTPCODES_BASIS_NONE = 0,
    SMTPCODES_BASIS_WORDS = 1,
    SMTPCODES_BASIS_PROVIDER_CODE = 2, /**< a code to which the provider gives a meaning of its own */
    SMTPCODES_BASIS_ENHANCED = 3,      /**< the registered meaning of the enhanced code */
    SMTPCODES_BASIS_SUBJECT = 4,       /**< the subject of the enhanced code alone */
    SMTPCODES_BASIS_REPLY = 5          /**< the reply code, and the stage */
};

/** Rule origin: where the rule of a verdict stands. */
enum smtpcodes_rule_origins {
    SMTPCODES_RULE_ORIGIN_NONE = 0,
    SMTPCODES_RULE_ORIGIN_BUILT_IN = 1,
    SMTPCODES_RULE_ORIGIN_PACK = 2
};

/** Rules problem: what is wrong with the bytes of a rule pack. */
enum smtpcodes_rules_problems {
    SMTPCODES_RULES_SOUND = 0,
    SMTPCODES_RULES_SHORT = 1,      /**< fewer bytes than a pack begins with */
    SMTPCODES_RULES_UNALIGNED = 2,  /**< the address is no multiple of 8 */
    SMTPCODES_RULES_FOREIGN = 3,    /**< something else than a rule pack */
    SMTPCODES_RULES_BYTE_ORDER = 4, /**< made for machines of the other byte order */
    SMTPCODES_RULES_FORM = 5,       /**< of a form that this version does not read */
    SMTPCODES_RULES_SIZE = 6,       /**< not as long as it says: cut off, or with more behind it */
    SMTPCODES_RULES_HEAD = 7,       /**< a number at its beginning cannot be true */
    SMTPCODES_RULES_PLACE = 8,      /**< a part lies outside */
    SMTPCODES_RULES_NAME = 9,       /**< the names */
    SMTPCODES_RULES_REASON = 10,    /**< a reason of its own without a name, or without a parent in SMTPCODES_REASON_* */
    SMTPCODES_RULES_RULE = 11,      /**< a rule */
    SMTPCODES_RULES_GUARD = 12,     /**< a condition of a rule */
    SMTPCODES_RULES_LITERAL = 13,   /**< a phrase, or a loose word */
    SMTPCODES_RULES_FILTER = 14,    /**< the index of the phrases */
    SMTPCODES_RULES_OFF = 15        /**< the list of rules that it switches off */
};

/** Own reasons: a rule pack numbers the reasons that it adds from here, in their order. */
enum smtpcodes_own_reasons {
    SMTPCODES_OWN_REASON = 1000
};

/** Provider: who runs the server. */
enum smtpcodes_providers {
    SMTPCODES_PROVIDER_NONE = 0,
    SMTPCODES_PROVIDER_GOOGLE = 1,
    SMTPCODES_PROVIDER_MICROSOFT = 2,
    SMTPCODES_PROVIDER_YAHOO = 3,
    SMTPCODES_PROVIDER_APPLE = 4,
    SMTPCODES_PROVIDER_COMCAST = 5,
    SMTPCODES_PROVIDER_COX = 6,
    SMTPCODES_PROVIDER_CHARTER = 7,
    SMTPCODES_PROVIDER_ORANGE = 8,
    SMTPCODES_PROVIDER_LAPOSTE = 9,
    SMTPCODES_PROVIDER_SFR = 10,
    SMTPCODES_PROVIDER_FREE = 11,
    SMTPCODES_PROVIDER_GODADDY = 12,
    SMTPCODES_PROVIDER_FACEBOOK = 13,
    SMTPCODES_PROVIDER_ZOHO = 14,
    SMTPCODES_PROVIDER_RAMBLER = 15,
    SMTPCODES_PROVIDER_SYMANTEC = 16,
    SMTPCODES_PROVIDER_BARRACUDA = 17,
    SMTPCODES_PROVIDER_MIMECAST = 18,
    SMTPCODES_PROVIDER_IMPROVMX = 19,
    SMTPCODES_PROVIDER_YANDEX = 20,
    SMTPCODES_PROVIDER_MAILRU = 21,
    SMTPCODES_PROVIDER_GMX = 22,
    SMTPCODES_PROVIDER_ATT = 23,
    SMTPCODES_PROVIDER_IUA = 24,
    SMTPCODES_PROVIDER_TENCENT = 25,
    SMTPCODES_PROVIDER_NETEASE = 26,
    SMTPCODES_PROVIDER_DOCOMO = 27,
    SMTPCODES_PROVIDER_RACKSPACE = 28,
    SMTPCODES_PROVIDER_PROOFPOINT = 29,
    SMTPCODES_PROVIDER_CISCO = 30,
    SMTPCODES_PROVIDER_TRENDMICRO = 31,
    SMTPCODES_PROVIDER_TONLINE = 32,
    SMTPCODES_PROVIDER_AMAZON = 33,
    SMTPCODES_PROVIDER_FASTMAIL = 34,
    SMTPCODES_PROVIDER_PROTON = 35,
    SMTPCODES_PROVIDER_IONOS = 36,
    SMTPCODES_PROVIDER_OVH = 37,
    SMTPCODES_PROVIDER_LIBERO = 38,
    SMTPCODES_PROVIDER_SEZNAM = 39,
    SMTPCODES_PROVIDER_NAVER = 40,
    SMTPCODES_PROVIDER_SOPHOS = 41,
    SMTPCODES_PROVIDER_FORCEPOINT = 42
};

/** Block list: a list in DNS, known by its zones. */
enum smtpcodes_blocklists {
    SMTPCODES_BLOCKLIST_NONE = 0,
    SMTPCODES_BLOCKLIST_SPAMHAUS_ZEN = 1,
    SMTPCODES_BLOCKLIST_SPAMHAUS_SBL = 2,
    SMTPCODES_BLOCKLIST_SPAMHAUS_XBL = 3,
    SMTPCODES_BLOCKLIST_SPAMHAUS_PBL = 4,
    SMTPCODES_BLOCKLIST_SPAMHAUS_DBL = 5,
    SMTPCODES_BLOCKLIST_SPAMHAUS_ZRD = 6,
    SMTPCODES_BLOCKLIST_ABUSEAT_CBL = 7,
    SMTPCODES_BLOCKLIST_SPAMCOP = 8,
    SMTPCODES_BLOCKLIST_BARRACUDA = 9,
    SMTPCODES_BLOCKLIST_SORBS = 10,
    SMTPCODES_BLOCKLIST_UCEPROTECT_1 = 11,
    SMTPCODES_BLOCKLIST_UCEPROTECT_2 = 12,
    SMTPCODES_BLOCKLIST_UCEPROTECT_3 = 13,
    SMTPCODES_BLOCKLIST_PSBL = 14,
    SMTPCODES_BLOCKLIST_MAILSPIKE = 15,
    SMTPCODES_BLOCKLIST_INVALUEMENT = 16,
    SMTPCODES_BLOCKLIST_SURBL = 17,
    SMTPCODES_BLOCKLIST_URIBL = 18,
    SMTPCODES_BLOCKLIST_MANITU = 19,
    SMTPCODES_BLOCKLIST_TRUNCATE = 20,
    SMTPCODES_BLOCKLIST_BLOCKLIST_DE = 21,
    SMTPCODES_BLOCKLIST_SPAMEATINGMONKEY = 22,
    SMTPCODES_BLOCKLIST_WPBL = 23,
    SMTPCODES_BLOCKLIST_BACKSCATTERER = 24,
    SMTPCODES_BLOCKLIST_DRONEBL = 25,
    SMTPCODES_BLOCKLIST_SPFBL = 26,
    SMTPCODES_BLOCKLIST_JUSTSPAM = 27,
    SMTPCODES_BLOCKLIST_NJABL = 28,
    SMTPCODES_BLOCKLIST_S5H = 29,
    SMTPCODES_BLOCKLIST_SUOMISPAM = 30,
    SMTPCODES_BLOCKLIST_NORDSPAM = 31,
    SMTPCODES_BLOCKLIST_HOSTKARMA = 32,
    SMTPCODES_BLOCKLIST_TRENDMICRO_ERS = 33,
    SMTPCODES_BLOCKLIST_SENDERSCORE = 34,
    SMTPCODES_BLOCKLIST_ABUSIX = 35,
    SMTPCODES_BLOCKLIST_ZAPBL = 36,
    SMTPCODES_BLOCKLIST_ZEROSPAM = 37,
    SMTPCODES_BLOCKLIST_LASHBACK = 38,
    SMTPCODES_BLOCKLIST_IMP = 39,
    SMTPCODES_BLOCKLIST_SWINOG = 40,
    SMTPCODES_BLOCKLIST_RFC_CLUELESS = 41,
    SMTPCODES_BLOCKLIST_SORBS_DOMAINS = 42,
    SMTPCODES_BLOCKLIST_SPAMEATINGMONKEY_DOMAINS = 43,
    SMTPCODES_BLOCKLIST_INVALUEMENT_DOMAINS = 44,
    SMTPCODES_BLOCKLIST_ABUSIX_DOMAINS = 45,
    SMTPCODES_BLOCKLIST_NORDSPAM_DOMAINS = 46,
    SMTPCODES_BLOCKLIST_SUOMISPAM_DOMAINS = 47,
    SMTPCODES_BLOCKLIST_SWINOG_DOMAINS = 48,
    SMTPCODES_BLOCKLIST_ZAPBL_DOMAINS = 49,
    SMTPCODES_BLOCKLIST_SPAMHAUS_AUTHBL = 50,
    SMTPCODES_BLOCKLIST_SPAMRATS = 51,
    SMTPCODES_BLOCKLIST_CYMRU_BOGONS = 52,
    SMTPCODES_BLOCKLIST_KISA = 53,
    SMTPCODES_BLOCKLIST_INTERSERVER = 54,
    SMTPCODES_BLOCKLIST_POLSPAM = 55,
    SMTPCODES_BLOCKLIST_WOODY = 56,
    SMTPCODES_BLOCKLIST_SENDERBASE = 57,
    SMTPCODES_BLOCKLIST_MCAFEE = 58
};

/** Relation of a second code to a first one. */
enum smtpcodes_relations {
    SMTPCODES_RELATION_NONE = 0,
    SMTPCODES_RELATION_SAME = 1,
    SMTPCODES_RELATION_TEMPORARY_COUNTERPART = 2, /**< the second says for now what the first says for good */
    SMTPCODES_RELATION_PERMANENT_COUNTERPART = 3, /**< the second says for good what the first says for now */
    SMTPCODES_RELATION_BROADER = 4,               /**< the second covers the first and more: X.y.0 and X.0.0, or a reply code an enhanced code goes with */
    SMTPCODES_RELATION_NARROWER = 5,              /**< the second is a case of the first */
    SMTPCODES_RELATION_SAME_SUBJECT = 6,
    SMTPCODES_RELATION_UNRELATED = 7,
    SMTPCODES_RELATION_SEE_ALSO = 8,              /**< only of smtpcodes_code_related: worth reading beside it */
    SMTPCODES_RELATION_ACCOMPANIES = 9            /**< only of smtpcodes_code_related: reply and enhanced codes that go together; a hint, not a rule */
};

/** Facets: the properties in which two codes can differ. Bits of smtpcodes_comparison.differing. */
enum smtpcodes_facets {
    SMTPCODES_FACET_KIND = 1,         /**< reply code or enhanced code */
    SMTPCODES_FACET_SEVERITY = 2,
    SMTPCODES_FACET_CATEGORY = 4,
    SMTPCODES_FACET_STANDING = 8,
    SMTPCODES_FACET_STAGES = 16,      /**< the set of stages that it can answer */
    SMTPCODES_FACET_DISPOSITION = 32,
    SMTPCODES_FACET_LATER = 64,
    SMTPCODES_FACET_STEP = 128,
    SMTPCODES_FACET_EXTENT = 256,
    SMTPCODES_FACET_TARGET = 512,
    SMTPCODES_FACET_PARTIES = 1024,
    SMTPCODES_FACET_CONNECTION = 2048,
    SMTPCODES_FACET_NEXT_SERVER = 4096,
    SMTPCODES_FACET_SUPPRESS = 8192,
    SMTPCODES_FACET_REASON = 16384,
    SMTPCODES_FACET_WORDS = 32768     /**< nothing but what they are called and say: set alone, where no other facet differs */
};

/** Worse: which of two codes is the worse news. */
enum smtpcodes_worse {
    SMTPCODES_WORSE_NEITHER = 0,
    SMTPCODES_WORSE_FIRST = 1,
    SMTPCODES_WORSE_SECOND = 2
};

/** Reply flags: bits of smtpcodes_reply.flags, each an irregularity of what the server sent. */
enum smtpcodes_reply_flags {
    SMTPCODES_REPLY_NO_CODE = 1,                /**< no reply code at the beginning: a reply of one line */
    SMTPCODES_REPLY_CODES_DIFFER = 2,           /**< lines with different reply codes (RFC 5321, section 4.2.1) */
    SMTPCODES_REPLY_ENHANCED_DIFFER = 4,        /**< lines with different enhanced codes (RFC 2034, section 4) */
    SMTPCODES_REPLY_CLASS_CONFLICT = 8,         /**< reply code and enhanced code of different classes */
    SMTPCODES_REPLY_ENHANCED_IN_TEXT = 16,      /**< the enhanced code was found further on in the text */
    SMTPCODES_REPLY_ENHANCED_DECORATED = 32,    /**< at the head of a line: "#5.1.0", "(#5.1.1)", "5.1.1:", "5.1.1-x" */
    SMTPCODES_REPLY_LEADING = 64,               /**< blanks, empty lines or a byte order mark before the code */
    SMTPCODES_REPLY_NO_SEPARATOR = 128,         /**< the text touches the code */
    SMTPCODES_REPLY_ODD_SEPARATOR = 256,        /**< something other than a blank or a hyphen after the code */
    SMTPCODES_REPLY_BARE_LF = 512,
    SMTPCODES_REPLY_BARE_CR = 1024,             /**< a CR that is not part of CRLF */
    SMTPCODES_REPLY_NO_LINE_END = 2048,         /**< the bytes end inside a line */
    SMTPCODES_REPLY_UNFINISHED = 4096,          /**< the bytes end after a line that promises another */
    SMTPCODES_REPLY_TOO_LONG = 8192,            /**< a line over 512 octets with its CRLF (RFC 5321, section 4.5.3.1.5) */
    SMTPCODES_REPLY_CONTROL = 16384,            /**< control characters other than tab, CR and LF */
    SMTPCODES_REPLY_NUL = 32768,                /**< a NUL byte */
    SMTPCODES_REPLY_NON_ASCII = 65536,          /**< UTF-8 beyond ASCII (RFC 6531, section 3.7.4.1, allows it where asked for) */
    SMTPCODES_REPLY_NOT_UTF8 = 131072,          /**< bytes that are not UTF-8 */
    SMTPCODES_REPLY_OUTSIDE_GRAMMAR = 262144,   /**< a reply code outside 200 to 599, or its second digit outside 0 to 5 */
    SMTPCODES_REPLY_LINE_WITHOUT_CODE = 524288, /**< a later line without a reply code: read as more text */
    SMTPCODES_REPLY_OUT_OF_STEP = 1048576       /**< only with SMTPCODES_PARSE_WIRE: an irregularity of framing or bytes, so that
                                                     the session may be out of step; not for ENHANCED_*, CLASS_CONFLICT,
                                                     NON_ASCII, TOO_LONG, or a second digit outside 0 to 5 */
};

/** Parse options: bits. */
enum smtpcodes_parse_options {
    SMTPCODES_PARSE_RESUME = 1,   /**< the struct comes from an earlier call over a prefix of the same bytes */
    SMTPCODES_PARSE_END = 2,      /**< no more bytes will come */
    SMTPCODES_PARSE_WIRE = 4,     /**< a live session: only LF ends a line, nothing is forgiven before the code */
    SMTPCODES_PARSE_PRINTABLE = 8 /**< only of smtpcodes_reply_text: escape what must not reach a terminal */
};

/** Vocabularies, for the smtpcodes_word_* functions: one for each list above whose items have names. */
enum smtpcodes_vocabularies {
    SMTPCODES_VOCABULARY_NONE = 0,
    SMTPCODES_VOCABULARY_SEVERITY = 1,
    SMTPCODES_VOCABULARY_CATEGORY = 2,
    SMTPCODES_VOCABULARY_STANDING = 3,
    SMTPCODES_VOCABULARY_STAGE = 4,
    SMTPCODES_VOCABULARY_ANSWER = 5,
    SMTPCODES_VOCABULARY_DISPOSITION = 6,
    SMTPCODES_VOCABULARY_LATER = 7,
    SMTPCODES_VOCABULARY_STEP = 8,
    SMTPCODES_VOCABULARY_REMEDY = 9,
    SMTPCODES_VOCABULARY_EXTENT = 10,
    SMTPCODES_VOCABULARY_TARGET = 11,
    SMTPCODES_VOCABULARY_PARTY = 12,
    SMTPCODES_VOCABULARY_CONNECTION = 13,
    SMTPCODES_VOCABULARY_NEXT_SERVER = 14,
    SMTPCODES_VOCABULARY_SUPPRESS = 15,
    SMTPCODES_VOCABULARY_DELAY_SOURCE = 16,
    SMTPCODES_VOCABULARY_DSN_ACTION = 17,
    SMTPCODES_VOCABULARY_DECISION_FLAG = 18,
    SMTPCODES_VOCABULARY_EVENT = 19,
    SMTPCODES_VOCABULARY_ROLE = 20,
    SMTPCODES_VOCABULARY_FORM = 21,
    SMTPCODES_VOCABULARY_CONTEXT_FLAG = 22,
    SMTPCODES_VOCABULARY_REASON = 23,
    SMTPCODES_VOCABULARY_RELATION = 24,
    SMTPCODES_VOCABULARY_FACET = 25,
    SMTPCODES_VOCABULARY_WORSE = 26,
    SMTPCODES_VOCABULARY_REPLY_FLAG = 27,
    SMTPCODES_VOCABULARY_ERROR = 28,
    SMTPCODES_VOCABULARY_LANGUAGE = 29,
    SMTPCODES_VOCABULARY_PART = 30, /**< the titles are the labels of a rendered text */
    SMTPCODES_VOCABULARY_PROVIDER = 31,
    SMTPCODES_VOCABULARY_BLOCKLIST = 32,
    SMTPCODES_VOCABULARY_CONFIDENCE = 33,
    SMTPCODES_VOCABULARY_BASIS = 34,
    SMTPCODES_VOCABULARY_RULE_ORIGIN = 35,
    SMTPCODES_VOCABULARY_RULES_PROBLEM = 36
};

/** Fields: the texts that a code or a word can have. A word has title and meaning, and what is said to be of a word alone. */
enum smtpcodes_fields {
    SMTPCODES_FIELD_NONE = 0,
    SMTPCODES_FIELD_TITLE = 1,   /**< a few words; unique over the codes */
    SMTPCODES_FIELD_MEANING = 2, /**< what it says, in one to three sentences */
    SMTPCODES_FIELD_WHEN = 3,    /**< when you see it */
    SMTPCODES_FIELD_FIX = 4,     /**< how to fix it, for the side that must act */
    SMTPCODES_FIELD_CLIENT = 5,  /**< what a client does about it */
    SMTPCODES_FIELD_SERVER = 6,  /**< when a server sends it */
    SMTPCODES_FIELD_NOTE = 7,    /**< what is worth knowing beside it: history, misuse, former meanings */
    SMTPCODES_FIELD_AUTHOR = 8,  /**< of a reason: what the author of the mail does */
    SMTPCODES_FIELD_SENDING_ADMINISTRATOR = 9,    /**< of a reason: what the administrator of the sending side does */
    SMTPCODES_FIELD_RECEIVING_ADMINISTRATOR = 10, /**< of a reason: what the administrator of the refusing side does */
    SMTPCODES_FIELD_RFC_NAME = 11 /**< of a severity: its name in RFC 5321, section 4.2.1 */
};

/** Languages. English is always there; a build may lack others (smtpcodes_language_at lists those that it has). */
enum smtpcodes_languages {
    SMTPCODES_LANGUAGE_NONE = 0,
    SMTPCODES_LANGUAGE_ENGLISH = 1,
    SMTPCODES_LANGUAGE_VIETNAMESE = 2,
    SMTPCODES_LANGUAGE_TURKISH = 3
};

/** Formats of a rendered text. All are UTF-8. */
enum smtpcodes_formats {
    SMTPCODES_FORMAT_NONE = 0,
    SMTPCODES_FORMAT_TEXT = 1,     /**< plain text, its lines not wrapped */
    SMTPCODES_FORMAT_MARKDOWN = 2, /**< CommonMark */
    SMTPCODES_FORMAT_HTML = 3,     /**< a fragment, with `lang` and `dir` */
    SMTPCODES_FORMAT_JSON = 4,     /**< one value on one line, without a line end */
    SMTPCODES_FORMAT_HTML_PAGE = 5 /**< a whole page; of a part: as SMTPCODES_FORMAT_HTML */
};

/** Parts of a rendered text. A part that an object does not have, or has nothing to say in, is "". */
enum smtpcodes_parts {
    SMTPCODES_PART_WHOLE = 0,
    SMTPCODES_PART_TITLE = 1,    /**< of everything: the codes and their titles */
    SMTPCODES_PART_MEANING = 2,  /**< 2 to 7 are of a code, with the numbers of the fields; MEANING and FIX of a verdict too */
    SMTPCODES_PART_WHEN = 3,
    SMTPCODES_PART_FIX = 4,
    SMTPCODES_PART_CLIENT = 5,   /**< also of a comparison: what a client does with each */
    SMTPCODES_PART_SERVER = 6,   /**< when a server sends it */
    SMTPCODES_PART_NOTE = 7,     /**< also of a comparison: how people confuse the two, and how to tell them apart */
    SMTPCODES_PART_AUTHOR = 8,   /**< of a verdict: advice to the author of the mail */
    SMTPCODES_PART_SENDING_ADMINISTRATOR = 9,    /**< of a verdict */
    SMTPCODES_PART_RECEIVING_ADMINISTRATOR = 10, /**< of a verdict */
    SMTPCODES_PART_SEVERITY = 11, /**< 11 to 22 are of a code */
    SMTPCODES_PART_CATEGORY = 12,
    SMTPCODES_PART_STANDING = 13,
    SMTPCODES_PART_EXTENSIONS = 14,
    SMTPCODES_PART_NAME = 15,
    SMTPCODES_PART_STAGES = 16,     /**< the stages that it may answer by an RFC */
    SMTPCODES_PART_SEEN_AT = 17,    /**< the stages at which only practice shows it */
    SMTPCODES_PART_GOES_WITH = 18,  /**< enhanced codes of a reply code, reply codes of an enhanced code */
    SMTPCODES_PART_TEMPORARY = 19,  /**< the code that says the same for now */
    SMTPCODES_PART_PERMANENT = 20,  /**< the code that says the same for good */
    SMTPCODES_PART_SEE_ALSO = 21,
    SMTPCODES_PART_REFERENCES = 22,
    SMTPCODES_PART_SUMMARY = 23,    /**< 23 to 28 are of a comparison: how the two relate, and whether they can ever meet */
    SMTPCODES_PART_FIRST = 24,      /**< the texts that the first code has for itself */
    SMTPCODES_PART_SECOND = 25,     /**< the texts that the second code has for itself */
    SMTPCODES_PART_BOTH = 26,       /**< the texts that both share */
    SMTPCODES_PART_DIFFERENCES = 27,/**< all of them; one by one: SMTPCODES_PART_DIFFERENCE */
    SMTPCODES_PART_CHOICE = 28,     /**< which one a server should send when */
    SMTPCODES_PART_REPLY = 29,      /**< 29 to 50 are of a verdict: what the server said, made printable */
    SMTPCODES_PART_DISPOSITION = 30,
    SMTPCODES_PART_STEP = 31,       /**< what the program does now, and failing that */
    SMTPCODES_PART_DELAY = 32,
    SMTPCODES_PART_REASON = 33,
    SMTPCODES_PART_REMEDY = 34,
    SMTPCODES_PART_PARTIES = 35,
    SMTPCODES_PART_EXTENT = 36,
    SMTPCODES_PART_TARGET = 37,
    SMTPCODES_PART_LATER = 38,
    SMTPCODES_PART_NEXT_SERVER = 39,
    SMTPCODES_PART_SUPPRESS = 40,
    SMTPCODES_PART_CONNECTION = 41,
    SMTPCODES_PART_REPORT = 42,     /**< Action and Status of a delivery report */
    SMTPCODES_PART_FLAGS = 43,      /**< what else is to be known of the decision */
    SMTPCODES_PART_IRREGULARITIES = 44, /**< of what the server sent */
    SMTPCODES_PART_CONFIDENCE = 45, /**< 45 to 50 are of a verdict of smtpcodes_diagnose */
    SMTPCODES_PART_BASIS = 46,
    SMTPCODES_PART_PROVIDER = 47,
    SMTPCODES_PART_BLOCKLIST = 48,
    SMTPCODES_PART_EVIDENCE = 49,   /**< the words that decided, made printable */
    SMTPCODES_PART_URL = 50,        /**< a help page that the reply names, made printable */
    SMTPCODES_PART_DIFFERENCE = 256 /**< 256 + n is difference n of a comparison, the most telling first, from 0; "" behind the last */
};

/* ------------------------------------------------------------------------------------------------------- structs */

/** A reply code (1 to 999) or an enhanced status code (class * 1000000 + subject * 1000 + detail). 0 is none. */
typedef int32_t smtpcodes_code;

/** What the caller knows beside the reply. NULL with size 0, or all zero, is "nothing". */
typedef struct smtpcodes_context {
    int32_t form;         /**< SMTPCODES_FORM_*: in a quoted reply an enhanced code counts even beside a code that is none */
    int32_t stage;        /**< SMTPCODES_STAGE_*: what the reply answers */
    int32_t role;         /**< SMTPCODES_ROLE_* */
    int32_t recipients;   /**< for how many recipients this reply answers; 0 or less: not known */
    int32_t flags;        /**< SMTPCODES_CONTEXT_*, or-ed */
    smtpcodes_code code;     /**< a reply code known from elsewhere (libcurl, a log), used where the call has none */
    smtpcodes_code enhanced; /**< an enhanced code known from elsewhere (a delivery report), used where the call has none */
    int32_t provider;     /**< SMTPCODES_PROVIDER_* of the server, as of its host's name; read by smtpcodes_diagnose */
    int32_t address_bits; /**< 32 or 128 where `address` holds our own connecting address, else 0; read by smtpcodes_diagnose */
    uint8_t address[16];  /**< in network order, left-aligned */
} smtpcodes_context;

/** A decision: each question answered on its own. Every field is of the enum that is named beside it. */
typedef struct smtpcodes_classification {
    int32_t disposition;   /**< SMTPCODES_DISPOSITION_*: what becomes of this attempt */
    int32_t severity;      /**< SMTPCODES_SEVERITY_*: of the reply code, or of the enhanced code where there is no other; 0 for an event */
    int32_t reason;        /**< SMTPCODES_REASON_*: as far as codes and stage tell it */
    int32_t later;         /**< SMTPCODES_LATER_*: what the next message can expect */
    int32_t step;          /**< SMTPCODES_STEP_*: what the program does now */
    int32_t otherwise;     /**< SMTPCODES_STEP_*: what it does where that step cannot be taken */
    int32_t remedy;        /**< SMTPCODES_REMEDY_*: what a person can do */
    int32_t extent;        /**< SMTPCODES_EXTENT_*: what this reply ends */
    int32_t target;        /**< SMTPCODES_TARGET_*: what was refused */
    int32_t parties;       /**< SMTPCODES_PARTY_*, or-ed: who has to act */
    int32_t connection;    /**< SMTPCODES_CONNECTION_* */
    int32_t next_server;   /**< SMTPCODES_NEXT_SERVER_* */
    int32_t suppress;      /**< SMTPCODES_SUPPRESS_* */
    int32_t delay_seconds; /**< seconds to wait before the next attempt; 0: none known */
    int32_t delay_source;  /**< SMTPCODES_DELAY_* */
    smtpcodes_code dsn_status; /**< the Status field of a delivery report: an enhanced code, never 0 where severity is known */
    int32_t dsn_action;    /**< SMTPCODES_DSN_*; 0: nothing is to be reported */
    int32_t standing;      /**< SMTPCODES_STANDING_* of the code that decided */
    int32_t flags;         /**< SMTPCODES_FLAG_*, or-ed */
    int32_t reserved[5];   /**< 0 */
} smtpcodes_classification;

/** A verdict: why the server said it, and the decision that follows. Offsets count from the first byte that was given. */
typedef struct smtpcodes_verdict {
    smtpcodes_classification decision; /**< the decision, its reserved fields included, so that it can grow */
    smtpcodes_code code;     /**< the reply code; 0: none */
    smtpcodes_code enhanced; /**< the enhanced code; 0: none */
    int32_t stage;           /**< SMTPCODES_STAGE_*: what the reply answers */
    int32_t reason;          /**< SMTPCODES_REASON_*, or a reason of the rule pack: SMTPCODES_OWN_REASON and up */
    int32_t confidence;      /**< SMTPCODES_CONFIDENCE_*: how sure the reason is */
    int32_t basis;           /**< SMTPCODES_BASIS_*: what the reason rests on */
    int32_t provider;        /**< SMTPCODES_PROVIDER_*: who runs the server, where that is known */
    int32_t blocklist;       /**< SMTPCODES_BLOCKLIST_*: the block list that is named */
    int32_t evidence_offset; /**< the words that decided, widened to whole words */
    int32_t evidence_length; /**< bytes */
    int32_t url_offset;      /**< a help page that the reply names */
    int32_t url_length;      /**< bytes */
    int32_t rule;            /**< the rule that decided; 0: none */
    int32_t rule_origin;     /**< SMTPCODES_RULE_ORIGIN_*: where that rule stands */
} smtpcodes_verdict;

/** What replies share that say the same of different mails. Equal texts have equal numbers; whoever keeps them keeps all three. */
typedef struct smtpcodes_fingerprint {
    int32_t normalization; /**< which rules made the text: another number, another text */
    int32_t hash[2];       /**< 31 bits each, 0 or more */
} smtpcodes_fingerprint;

/** What sets two codes apart. */
typedef struct smtpcodes_comparison {
    int32_t differing;      /**< SMTPCODES_FACET_*, or-ed */
    int32_t relation;       /**< SMTPCODES_RELATION_* of the second code to the first */
    int32_t worse;          /**< SMTPCODES_WORSE_* */
    int32_t meeting_stages; /**< how many stages both can answer; 0: they are never alternatives */
} smtpcodes_comparison;

/** One reply, read from bytes. Offsets count from the first byte that was given. */
typedef struct smtpcodes_reply {
    smtpcodes_code code;     /**< the reply code; where lines differ, that of the last; 0: none */
    smtpcodes_code enhanced; /**< the enhanced code: where lines differ, the last whose class agrees with `code`; where none
                                  agrees, the last; where none heads a line, one found in the text (flagged); 0: none */
    int32_t flags;           /**< SMTPCODES_REPLY_*, or-ed; 0: a flawless reply */
    int32_t lines;           /**< complete lines read */
    int32_t start;           /**< offset of the first byte that belongs to the reply */
    int32_t consumed;        /**< bytes read, with what stood before `start` and the last line end */
    int32_t text_offset;     /**< offset of the text of the first line, behind its codes */
    int32_t text_length;     /**< bytes from there to the end of the text of the last line; codes of later lines stand in between */
    smtpcodes_code first_code;     /**< of the first line */
    smtpcodes_code last_code;      /**< of the last line that has one */
    smtpcodes_code first_enhanced; /**< the first that stands at the head of a line */
    smtpcodes_code last_enhanced;  /**< the last that stands at the head of a line */
    int32_t resume[4];       /**< for SMTPCODES_PARSE_RESUME; nothing in it is of use to a caller */
} smtpcodes_reply;

/** One line of a reply. Offsets count from the first byte that was given. */
typedef struct smtpcodes_line {
    smtpcodes_code code;     /**< 0: none on this line */
    smtpcodes_code enhanced; /**< at the head of this line; 0: none */
    int32_t start;           /**< offset of its first byte, behind any blanks, empty lines or mark before the code */
    int32_t length;          /**< bytes from there, without the line end */
    int32_t text_offset;     /**< offset of its text, behind the codes */
    int32_t text_length;     /**< bytes */
} smtpcodes_line;

/* ---------------------------------------------------------------------------------------- the library and its data */

/**
 * The version of the library at run time.
 *
 * @return major * 1000000 + minor * 1000 + patch: 0.1.0 is 1000
 */
SMTPCODES_API int32_t smtpcodes_version(void);

/**
 * The version of the library at run time, as text.
 *
 * @return such as "0.1.0"
 */
SMTPCODES_API const char *smtpcodes_version_string(void);

/**
 * The day to which the tables were kept.
 *
 * @return year * 10000 + month * 100 + day
 */
SMTPCODES_API int32_t smtpcodes_data_date(void);

/* ------------------------------------------------------------------------------------------------------- numbers */

/**
 * Find a code by number or by name.
 *
 * Takes "550", "5.7.26", a name ("mailbox-unavailable"), or a number with a name of that code ("354-start-mail").
 * ASCII case is ignored in names. A number is taken whether the table knows it or not: ask smtpcodes_code_standing.
 *
 * @param text   the text; need not end in NUL
 * @param length its length in bytes
 * @return the code; SMTPCODES_ERROR_NOT_FOUND where it is neither; SMTPCODES_ERROR_ARGUMENT for NULL with a length
 */
SMTPCODES_API smtpcodes_code smtpcodes_lookup(const char *text, size_t length);

/**
 * Make an enhanced code of its parts (RFC 3463, section 2).
 *
 * @param severity class, 1 to 9; RFC 3463 defines 2, 4 and 5
 * @param subject  0 to 999
 * @param detail   0 to 999
 * @return the code; SMTPCODES_ERROR_ARGUMENT where a part is out of its range
 */
SMTPCODES_API smtpcodes_code smtpcodes_code_make(int32_t severity, int32_t subject, int32_t detail);

/**
 * Read a code that is the whole of a text: one to three digits from 1 to 999, or class, subject and detail with dots.
 *
 * A part of an enhanced code has no leading zero (RFC 3463, section 2). Blanks around the code are not allowed.
 *
 * @param text   the text; need not end in NUL
 * @param length its length in bytes
 * @return the code; SMTPCODES_ERROR_NOT_FOUND where the text is no code; SMTPCODES_ERROR_ARGUMENT for NULL with a length
 */
SMTPCODES_API smtpcodes_code smtpcodes_code_parse(const char *text, size_t length);

/**
 * Write a code as text: "550", "5.7.26"; "" for a number that is no code. A reply code below 100 has leading zeros.
 *
 * @param code   any number
 * @param buffer where to write, with a NUL; may be NULL where size is 0
 * @param size   its size in bytes; 12 is enough for every code
 * @return the length of the text without the NUL; SMTPCODES_ERROR_ARGUMENT for NULL with a size
 */
SMTPCODES_API int32_t smtpcodes_code_format(smtpcodes_code code, char *buffer, size_t size);

/**
 * The next code of the table in numeric order: reply codes first, then enhanced codes.
 *
 * @param code any number; 0 asks for the first code
 * @return the least code of the table that is greater than `code`; 0 after the last
 */
SMTPCODES_API smtpcodes_code smtpcodes_code_next(smtpcodes_code code);

/* ------------------------------------------------------------------------------- what the table knows of a code */

/**
 * The name of a code, such as "mailbox-unavailable": unique, ASCII, for ever.
 *
 * @param code any number
 * @return the name; "" where the table does not know the code
 */
SMTPCODES_API const char *smtpcodes_code_name(smtpcodes_code code);

/**
 * The standing of a code.
 *
 * @param code any number
 * @return SMTPCODES_STANDING_*; 0: the table does not know it
 */
SMTPCODES_API int32_t smtpcodes_code_standing(smtpcodes_code code);

/**
 * The severity of any number: the first digit of three, or the class (RFC 5321, section 4.2.1; RFC 3463, section 2).
 *
 * @param code any number
 * @return SMTPCODES_SEVERITY_*; 0 for what is no code, for 1yz, and for first digits and classes that nobody defines
 */
SMTPCODES_API int32_t smtpcodes_code_severity(smtpcodes_code code);

/**
 * The category of any number: its second digit, or its subject (RFC 5321, section 4.2.1; RFC 3463, section 2).
 *
 * @param code any number
 * @return SMTPCODES_CATEGORY_*; 0 where nobody defines it
 */
SMTPCODES_API int32_t smtpcodes_code_category(smtpcodes_code code);

/**
 * Whether a code is transient: of class 4. What a decision needs beyond that is smtpcodes_classify's to say.
 *
 * @param code any number
 * @return 1 or 0
 */
SMTPCODES_API int32_t smtpcodes_code_is_transient(smtpcodes_code code);

/**
 * Whether a code is permanent: of class 5. What a decision needs beyond that is smtpcodes_classify's to say.
 *
 * @param code any number
 * @return 1 or 0
 */
SMTPCODES_API int32_t smtpcodes_code_is_permanent(smtpcodes_code code);

/**
 * The reason that a code gives by itself at a stage.
 *
 * @param code  any number
 * @param stage SMTPCODES_STAGE_*; 0: not known
 * @return SMTPCODES_REASON_*; 0: it tells none
 */
SMTPCODES_API int32_t smtpcodes_code_reason(smtpcodes_code code, int32_t stage);

/**
 * An SMTP extension that a code belongs to, such as "STARTTLS" (the EHLO keyword, or the name of the mechanism).
 *
 * @param code  any number
 * @param index from 0
 * @return the name; "" behind the last
 */
SMTPCODES_API const char *smtpcodes_code_extension(smtpcodes_code code, int32_t index);

/**
 * Where a code is defined or was seen, such as "RFC 5321 4.2.2".
 *
 * @param code  any number
 * @param index from 0
 * @return the reference; "" behind the last
 */
SMTPCODES_API const char *smtpcodes_code_reference(smtpcodes_code code, int32_t index);

/**
 * A code that is related to a code of the table.
 *
 * @param code     any number
 * @param relation SMTPCODES_RELATION_TEMPORARY_COUNTERPART, _PERMANENT_COUNTERPART, _SEE_ALSO, _ACCOMPANIES (a reply
 *                 code's enhanced codes, and the other way round), or _BROADER and _NARROWER among enhanced codes
 * @param index    from 0
 * @return the related code; 0 behind the last
 */
SMTPCODES_API smtpcodes_code smtpcodes_code_related(smtpcodes_code code, int32_t relation, int32_t index);

/**
 * Whether a code may answer at a stage, and how (RFC 5321, section 4.3.2, the RFCs of its extensions, and practice).
 *
 * An enhanced code answers where its meaning can arise. A code that the table does not know answers nowhere.
 *
 * @param code  any number
 * @param stage SMTPCODES_STAGE_*
 * @return SMTPCODES_ANSWER_*; 0: not known to answer there
 */
SMTPCODES_API int32_t smtpcodes_code_at_stage(smtpcodes_code code, int32_t stage);

/**
 * The standing of that answer.
 *
 * @param code  any number
 * @param stage SMTPCODES_STAGE_*
 * @return SMTPCODES_STANDING_*: UNOFFICIAL where only practice shows it; 0 where it never answers
 */
SMTPCODES_API int32_t smtpcodes_code_at_stage_standing(smtpcodes_code code, int32_t stage);

/**
 * Who says that a code may answer at a stage, such as "RFC 3207 4" or "seen: Postfix".
 *
 * @param code  any number
 * @param stage SMTPCODES_STAGE_*
 * @param index from 0
 * @return the reference; "" behind the last
 */
SMTPCODES_API const char *smtpcodes_code_at_stage_reference(smtpcodes_code code, int32_t stage, int32_t index);

/**
 * The extension that such an answer belongs to, by the same index.
 *
 * @param code  any number
 * @param stage SMTPCODES_STAGE_*
 * @param index from 0, as for smtpcodes_code_at_stage_reference
 * @return the EHLO keyword, or the name of the mechanism; "" where it is of SMTP itself, or behind the last
 */
SMTPCODES_API const char *smtpcodes_code_at_stage_extension(smtpcodes_code code, int32_t stage, int32_t index);

/* -------------------------------------------------------------------------------------------------------- decide */

/**
 * Decide from a reply code, an enhanced code and what is known beside them.
 *
 * The reply code's first digit decides (RFC 5321, section 4.2.1), except for a closed list of special cases, each with
 * its source (data/decisions.toml). A 4yz is never "fail" and never suppresses. An enhanced code refines the reason; where
 * its class differs, the reply code is followed and the conflict is flagged.
 *
 * @param code                a reply code; 0: none. Where `enhanced` is 0 it may be an enhanced code
 * @param enhanced            an enhanced code; 0: none
 * @param context             what is known beside them; NULL with size 0: nothing
 * @param context_size        sizeof(smtpcodes_context) of the caller
 * @param classification      where to write the decision
 * @param classification_size sizeof(smtpcodes_classification) of the caller
 * @return the disposition, SMTPCODES_DISPOSITION_*, 0 where there is no code at all;
 *         SMTPCODES_ERROR_ARGUMENT for NULL with a size, or no room for the decision
 */
SMTPCODES_API int32_t smtpcodes_classify(smtpcodes_code code, smtpcodes_code enhanced, const smtpcodes_context *context,
                                         size_t context_size, smtpcodes_classification *classification,
                                         size_t classification_size);

/**
 * Decide where no reply came.
 *
 * A connection lost behind the final dot says that delivery is unknown (RFC 1047). The Status of a message that expired
 * in the queue is the enhanced code of its last reply, where the context holds it and its class is 4 (RFC 3464).
 *
 * @param event               SMTPCODES_EVENT_*
 * @param context             what is known beside it; NULL with size 0: nothing
 * @param context_size        sizeof(smtpcodes_context) of the caller
 * @param classification      where to write the decision
 * @param classification_size sizeof(smtpcodes_classification) of the caller
 * @return the disposition; SMTPCODES_ERROR_NOT_FOUND for an event that is not known, with an empty decision;
 *         SMTPCODES_ERROR_ARGUMENT for NULL with a size, or no room for the decision
 */
SMTPCODES_API int32_t smtpcodes_classify_event(int32_t event, const smtpcodes_context *context, size_t context_size,
                                               smtpcodes_classification *classification, size_t classification_size);

/**
 * The other way round: what a server should say for a reason at a stage.
 *
 * At the greeting, and in answer to EHLO and HELO, there is no enhanced code (RFC 2034, section 4). In answer to MAIL a
 * reason that is about a recipient is turned to the sender.
 *
 * @param reason   SMTPCODES_REASON_*
 * @param severity SMTPCODES_SEVERITY_*; 0: the one that is usual for the reason, or that the stage needs
 * @param stage    SMTPCODES_STAGE_*; 0: not known
 * @param code     where to write the reply code
 * @param enhanced where to write the enhanced code; 0: send none
 * @return the reply code; SMTPCODES_ERROR_NOT_FOUND where nothing fits, with both set to 0;
 *         SMTPCODES_ERROR_ARGUMENT for NULL
 */
SMTPCODES_API int32_t smtpcodes_reply_for(int32_t reason, int32_t severity, int32_t stage, smtpcodes_code *code,
                                          smtpcodes_code *enhanced);

/**
 * Compare two codes, of either kind, registered or not.
 *
 * Comparing the second with the first mirrors the answer.
 *
 * @param first           any number
 * @param second          any number
 * @param comparison      where to write what sets them apart
 * @param comparison_size sizeof(smtpcodes_comparison) of the caller
 * @return the relation of the second to the first, SMTPCODES_RELATION_*, 0 where either is no code;
 *         SMTPCODES_ERROR_ARGUMENT where there is no room for the answer
 */
SMTPCODES_API int32_t smtpcodes_compare(smtpcodes_code first, smtpcodes_code second, smtpcodes_comparison *comparison,
                                        size_t comparison_size);

/**
 * The next stage that two codes can both answer.
 *
 * Session-wide conditions, which may answer any command (such as 421), do not make two codes alternatives and do not
 * count, unless both are of that kind.
 *
 * @param first  any number
 * @param second any number
 * @param stage  0 for the first such stage, else the one before
 * @return SMTPCODES_STAGE_*; 0 behind the last
 */
SMTPCODES_API int32_t smtpcodes_compare_stage_next(smtpcodes_code first, smtpcodes_code second, int32_t stage);

/* ---------------------------------------------------------------------------------------------------------- read */

/**
 * Read one reply from the beginning of a stream of bytes.
 *
 * Tolerant and honest: each oddity is read as a careful reader would, and flagged. An enhanced code stands first behind
 * the reply code (RFC 2034). Failing that, one further on is taken, and flagged, where it stands alone and its class is
 * the reply code's first digit.
 *
 * While the reply is not complete the result is 0 and the struct holds what is known so far. To go on without reading
 * anything twice, call again with all the bytes (the old ones first and unchanged), the same struct and
 * SMTPCODES_PARSE_RESUME. A struct that is too short to hold the place, or that a check of its fields and of some of the
 * bytes shows not to fit, costs a second reading and changes nothing.
 *
 * @param bytes      the bytes; may hold NUL
 * @param length     how many, INT32_MAX at most
 * @param options    SMTPCODES_PARSE_*, or-ed
 * @param reply      where to write the reply
 * @param reply_size sizeof(smtpcodes_reply) of the caller
 * @return the bytes consumed; 0 while incomplete; SMTPCODES_ERROR_NOT_FOUND where with SMTPCODES_PARSE_END there is no
 *         reply at all; SMTPCODES_ERROR_ARGUMENT for NULL with a length, no room for a reply, or too many bytes
 */
SMTPCODES_API int32_t smtpcodes_reply_parse(const char *bytes, size_t length, int32_t options, smtpcodes_reply *reply,
                                            size_t reply_size);

/**
 * One line of a reply, with its own codes. Each call reads from the beginning: its cost is that of the bytes before.
 *
 * @param bytes     the bytes from which smtpcodes_reply_parse read the reply
 * @param length    how many; better the bytes that it consumed
 * @param options   as given to it; SMTPCODES_PARSE_END is implied, SMTPCODES_PARSE_RESUME has no effect
 * @param index     which line, from 1
 * @param line      where to write it
 * @param line_size sizeof(smtpcodes_line) of the caller
 * @return 1; SMTPCODES_ERROR_NOT_FOUND where there is no such line, with an empty line; SMTPCODES_ERROR_ARGUMENT as above
 */
SMTPCODES_API int32_t smtpcodes_reply_line(const char *bytes, size_t length, int32_t options, int32_t index,
                                           smtpcodes_line *line, size_t line_size);

/**
 * The text of a reply, without its codes.
 *
 * As sent, or with SMTPCODES_PARSE_PRINTABLE so that it may be shown: control characters, bytes that are not UTF-8 and
 * characters that turn the direction of writing come out as a backslash, x and two hexadecimal digits for each byte.
 *
 * @param bytes   the bytes from which smtpcodes_reply_parse read the reply
 * @param length  how many; better the bytes that it consumed
 * @param options as given to it, and SMTPCODES_PARSE_PRINTABLE; SMTPCODES_PARSE_END is implied
 * @param line    which line, from 1; 0: all of them, joined by LF
 * @param buffer  where to write, with a NUL; may be NULL where size is 0
 * @param size    its size in bytes
 * @return the length of the text without the NUL; SMTPCODES_ERROR_NOT_FOUND where there is no such line, with an empty
 *         text; SMTPCODES_ERROR_ARGUMENT for NULL with a length or a size, or too many bytes
 */
SMTPCODES_API int32_t smtpcodes_reply_text(const char *bytes, size_t length, int32_t options, int32_t line, char *buffer,
                                           size_t size);

/**
 * Find the reply among the words of a log, a bounce or a delivery report.
 *
 * Bytes that begin with a reply code are that reply. Otherwise the first reply code counts that known words lead to: those
 * of Postfix ("said: ...", "refused to talk to me: ..."), Exim ("SMTP error from remote mail server after ..."), Sendmail
 * ("stat=", "(reason: ...)"), qmail ("Remote host said: ..."), Exchange ("... -> 550"), Diagnostic-Code ("smtp; ..."), and an
 * address with a colon.
 * What stands behind the reply, such as "(in reply to RCPT TO command)", does not belong to it. Its later lines may be
 * folded like those of a header. Where no code is found, the text alone is given.
 *
 * Lines without a code behind the last line of a reply are its text too (SMTPCODES_REPLY_LINE_WITHOUT_CODE), where nothing else
 * stands before the end of the bytes: no line with a code, no other reply that is quoted, no text behind an empty line.
 * smtpcodes_reply_parse takes them for a next reply instead, as in a stream they may be.
 *
 * @param bytes      the bytes; may hold NUL
 * @param length     how many, INT32_MAX at most
 * @param reply      where to write the reply; its offsets count from the first of these bytes
 * @param reply_size sizeof(smtpcodes_reply) of the caller
 * @return the stage that the words around it name, SMTPCODES_STAGE_*, 0 where they name none;
 *         SMTPCODES_ERROR_NOT_FOUND where there is no reply code, with the text that is there;
 *         SMTPCODES_ERROR_ARGUMENT for NULL with a length, no room for a reply, or too many bytes
 */
SMTPCODES_API int32_t smtpcodes_reply_find(const char *bytes, size_t length, smtpcodes_reply *reply, size_t reply_size);

/* ------------------------------------------------------------------------------------------------------ diagnose */

/** A rule pack that was found sound: the bytes themselves, used in place. Nothing is copied, and nothing is to be closed. */
typedef struct smtpcodes_rules smtpcodes_rules;

/**
 * What is wrong with the bytes of a rule pack.
 *
 * Bytes that are sound lead nowhere outside themselves and make no search slower than linear, whoever made them. Whether the
 * rules in them are wise is not looked at. The cost is linear in the length.
 *
 * @param bytes  the pack, at an address that is a multiple of 8
 * @param length its length in bytes
 * @return SMTPCODES_RULES_*, of which SMTPCODES_RULES_SOUND is 0; SMTPCODES_ERROR_ARGUMENT for NULL with a length
 */
SMTPCODES_API int32_t smtpcodes_rules_check(const void *bytes, size_t length);

/**
 * A rule pack as a handle for smtpcodes_diagnose.
 *
 * @param bytes  the pack, at an address that is a multiple of 8; it must stay there, unchanged, as long as the handle is used
 * @param length its length in bytes
 * @return the handle; NULL where smtpcodes_rules_check finds something wrong
 */
SMTPCODES_API const smtpcodes_rules *smtpcodes_rules_view(const void *bytes, size_t length);

/**
 * The date of rules.
 *
 * @param rules a pack; NULL: the built-in rules
 * @return year * 10000 + month * 100 + day
 */
SMTPCODES_API int32_t smtpcodes_rules_date(const smtpcodes_rules *rules);

/**
 * The name of a reason that a pack adds.
 *
 * @param rules  the pack; may be NULL, which has none
 * @param reason its number, as in smtpcodes_verdict.reason
 * @return the name; "" where there is no such reason, or where it is none of a pack (smtpcodes_word_name knows those)
 */
SMTPCODES_API const char *smtpcodes_rules_reason_name(const smtpcodes_rules *rules, int32_t reason);

/**
 * The reason of the library on which a reason stands.
 *
 * @param rules  the pack; may be NULL for a reason of the library
 * @param reason SMTPCODES_REASON_*, or a reason of the pack
 * @return SMTPCODES_REASON_*: of a reason of the library, itself; 0 where there is no such reason
 */
SMTPCODES_API int32_t smtpcodes_rules_reason_parent(const smtpcodes_rules *rules, int32_t reason);

/**
 * What a reply shares with those that say the same of other mails, for grouping them.
 *
 * Replies that differ only in addresses, hosts, pages, numbers, identifiers and times have one fingerprint; the codes at the
 * head of the reply count. A reply among the words of a log is found first, as by smtpcodes_reply_find.
 *
 * @param bytes            the reply, or a log line or bounce text around it
 * @param length           how many bytes, INT32_MAX at most
 * @param fingerprint      where to write the fingerprint; may be NULL where its size is 0, for the text alone
 * @param fingerprint_size sizeof(smtpcodes_fingerprint) of the caller
 * @param buffer           where to write the normalised text with a NUL: whole, or "" where it does not fit; may be NULL where
 *                         size is 0
 * @param size             its size in bytes
 * @return the length of the normalised text without the NUL; SMTPCODES_ERROR_ARGUMENT for NULL with a length or a size, too
 *         many bytes, or a text that would be longer than INT32_MAX
 */
SMTPCODES_API int32_t smtpcodes_reply_fingerprint(const char *bytes, size_t length, smtpcodes_fingerprint *fingerprint,
                                                  size_t fingerprint_size, char *buffer, size_t size);

/**
 * Who runs a server, by its name.
 *
 * @param host   a host name, such as "aspmx.l.google.com"; need not end in NUL; ASCII case is ignored
 * @param length its length in bytes
 * @return SMTPCODES_PROVIDER_*; 0: not known; SMTPCODES_ERROR_ARGUMENT for NULL with a length
 */
SMTPCODES_API int32_t smtpcodes_provider_of_host(const char *host, size_t length);

/**
 * Why the server said it, and what follows.
 *
 * Words count first where they are specific, then a code to which the provider gives a meaning of its own, then a
 * registered enhanced code that tells a reason, then vague words, then the reply code and the subject of the enhanced code,
 * of which the one that tells more. What becomes of the mail follows the reply's own codes as with smtpcodes_classify: a
 * reply that is quoted inside refines the reason and makes nothing more permanent. Only words that condemn the mailbox, such
 * a code of the provider, or 5.1.1, 5.1.3, 5.1.6, 5.1.10 and 556, in answer to RCPT or for one recipient, suppress at once,
 * and none of them beside words on the sender, on a check or on a passing state, nor words of lines without a code behind a
 * reply (smtpcodes_reply_find tells which are read).
 *
 * The confidence is that of what told the reason. A telling code beside the words (one of the provider's own, or else a
 * registered detail whose reason is more than "policy", "server error" and the like) changes it: where both give the same
 * reason it is one step higher; where they differ, and the words are not about just this code, it is medium at most.
 *
 * The cost is linear in the length, whatever the bytes are; less than twenty kilobytes of stack are used.
 *
 * @param bytes        the reply: one line or several, as it came or joined by a log; or a log line or bounce text around it
 * @param length       how many bytes, INT32_MAX at most
 * @param context      what is known beside them; NULL with size 0: nothing
 * @param context_size sizeof(smtpcodes_context) of the caller
 * @param rules        a pack of rules, used before, after or instead of the built-in ones as it says itself; NULL: none
 * @param verdict      where to write the verdict
 * @param verdict_size sizeof(smtpcodes_verdict) of the caller
 * @return the reason, which is that of the verdict; SMTPCODES_ERROR_ARGUMENT for NULL with a length or a size, no room for
 *         a verdict, or too many bytes; SMTPCODES_ERROR_RULES for a handle that smtpcodes_rules_view did not give
 */
SMTPCODES_API int32_t smtpcodes_diagnose(const char *bytes, size_t length, const smtpcodes_context *context,
                                         size_t context_size, const smtpcodes_rules *rules, smtpcodes_verdict *verdict,
                                         size_t verdict_size);

/**
 * The name of a rule.
 *
 * @param rules  the pack that it stands in (SMTPCODES_RULE_ORIGIN_PACK); NULL: the built-in rules
 * @param rule   its number, as in smtpcodes_verdict.rule
 * @return the name; "" where there is no such rule
 */
SMTPCODES_API const char *smtpcodes_rule_name(const smtpcodes_rules *rules, int32_t rule);

/* ----------------------------------------------------------------------------------------------------------- say */

/**
 * A text about a code.
 *
 * A code that the table does not know has the text of its subject or category, or else of its class.
 *
 * @param code     any number
 * @param stage    SMTPCODES_STAGE_*, where the text may differ by it; 0: in general
 * @param field    SMTPCODES_FIELD_*
 * @param language SMTPCODES_LANGUAGE_*; one that is not in this build, or not known, is read as English
 * @return UTF-8; "" where there is none
 */
SMTPCODES_API const char *smtpcodes_code_text(smtpcodes_code code, int32_t stage, int32_t field, int32_t language);

/**
 * The language in which that text really is.
 *
 * @param code     any number
 * @param stage    SMTPCODES_STAGE_*
 * @param field    SMTPCODES_FIELD_*
 * @param language SMTPCODES_LANGUAGE_*: the one that was asked for
 * @return SMTPCODES_LANGUAGE_*; 0 where there is no text
 */
SMTPCODES_API int32_t smtpcodes_code_text_language(smtpcodes_code code, int32_t stage, int32_t field, int32_t language);

/**
 * The name of an item of a vocabulary, such as "rcpt" or "mailbox_full": ASCII, for ever.
 *
 * @param vocabulary SMTPCODES_VOCABULARY_*
 * @param number     a constant of its enum
 * @return the name; "" where there is no such item
 */
SMTPCODES_API const char *smtpcodes_word_name(int32_t vocabulary, int32_t number);

/**
 * An item of a vocabulary by its name. ASCII case is ignored; a blank and a hyphen stand for an underscore.
 *
 * @param vocabulary SMTPCODES_VOCABULARY_*
 * @param name       the name; need not end in NUL
 * @param length     its length in bytes
 * @return the constant; SMTPCODES_ERROR_NOT_FOUND where there is none; SMTPCODES_ERROR_ARGUMENT for NULL with a length.
 *         Of SMTPCODES_VOCABULARY_ERROR the constants are themselves negative: tell them apart by asking for the name
 */
SMTPCODES_API int32_t smtpcodes_word_find(int32_t vocabulary, const char *name, size_t length);

/**
 * The item at a place of a vocabulary, for listing it.
 *
 * @param vocabulary SMTPCODES_VOCABULARY_*
 * @param index      from 0
 * @return the constant; 0 behind the last (no vocabulary lists its 0)
 */
SMTPCODES_API int32_t smtpcodes_word_at(int32_t vocabulary, int32_t index);

/**
 * A text about an item of a vocabulary.
 *
 * @param vocabulary SMTPCODES_VOCABULARY_*
 * @param number     a constant of its enum; 0 may have a text too ("nobody", "not known")
 * @param field      SMTPCODES_FIELD_TITLE, SMTPCODES_FIELD_MEANING, or one that a vocabulary has besides
 * @param language   SMTPCODES_LANGUAGE_*; one that is not in this build, or not known, is read as English
 * @return UTF-8; "" where there is none
 */
SMTPCODES_API const char *smtpcodes_word_text(int32_t vocabulary, int32_t number, int32_t field, int32_t language);

/**
 * The language in which that text really is.
 *
 * @param vocabulary SMTPCODES_VOCABULARY_*
 * @param number     a constant of its enum
 * @param field      SMTPCODES_FIELD_*
 * @param language   SMTPCODES_LANGUAGE_*: the one that was asked for
 * @return SMTPCODES_LANGUAGE_*; 0 where there is no text
 */
SMTPCODES_API int32_t smtpcodes_word_text_language(int32_t vocabulary, int32_t number, int32_t field, int32_t language);

/**
 * The language that suits a reader best, among those of this build.
 *
 * Takes a tag ("vi-VN"), a POSIX locale ("tr_TR.UTF-8@x", "C", "POSIX"), a list of either with colons (LANGUAGE), or an
 * Accept-Language header with weights. Each is looked up by taking away subtags from its end (RFC 4647, section 3.4); "C",
 * "POSIX" and "*" are English. Of equal weights the earlier wins; a weight of 0 excludes (RFC 9110, section 12.5.4).
 *
 * @param tag    the text; need not end in NUL
 * @param length its length in bytes
 * @return SMTPCODES_LANGUAGE_*; SMTPCODES_ERROR_NOT_FOUND where none suits (the functions that take a language read that as
 *         English); SMTPCODES_ERROR_ARGUMENT for NULL with a length
 */
SMTPCODES_API int32_t smtpcodes_language_find(const char *tag, size_t length);

/**
 * The tag of a language (RFC 5646).
 *
 * @param language SMTPCODES_LANGUAGE_*
 * @return such as "vi", also of a language that this build lacks; "" where there is no such language
 */
SMTPCODES_API const char *smtpcodes_language_tag(int32_t language);

/**
 * The language at a place of the list of those in this build.
 *
 * @param index from 0
 * @return SMTPCODES_LANGUAGE_*; 0 behind the last
 */
SMTPCODES_API int32_t smtpcodes_language_at(int32_t index);

/* -------------------------------------------------------------------------------------------------------- render */

/**
 * Render what is known of a code.
 *
 * @param code     any number; one that is no code has nothing to say
 * @param stage    SMTPCODES_STAGE_*, where texts may differ by it; 0: in general
 * @param part     SMTPCODES_PART_*
 * @param format   SMTPCODES_FORMAT_*; one that is not known is read as SMTPCODES_FORMAT_TEXT
 * @param language SMTPCODES_LANGUAGE_*; one that is not in this build, or not known, is read as English
 * @param buffer   where to write, with a NUL; may be NULL where size is 0
 * @param size     its size in bytes
 * @return the length of the text without the NUL; SMTPCODES_ERROR_ARGUMENT for NULL with a size;
 *         SMTPCODES_ERROR_UNSUPPORTED in a build without texts
 */
SMTPCODES_API int32_t smtpcodes_render_code(smtpcodes_code code, int32_t stage, int32_t part, int32_t format,
                                            int32_t language, char *buffer, size_t size);

/**
 * Render what sets two codes apart, and which to use when.
 *
 * @param first    any number; where one of the two is no code there is nothing to say
 * @param second   any number
 * @param part     SMTPCODES_PART_*
 * @param format   SMTPCODES_FORMAT_*; one that is not known is read as SMTPCODES_FORMAT_TEXT
 * @param language SMTPCODES_LANGUAGE_*; one that is not in this build, or not known, is read as English
 * @param buffer   where to write, with a NUL; may be NULL where size is 0
 * @param size     its size in bytes
 * @return the length of the text without the NUL; SMTPCODES_ERROR_ARGUMENT for NULL with a size;
 *         SMTPCODES_ERROR_UNSUPPORTED in a build without texts
 */
SMTPCODES_API int32_t smtpcodes_render_comparison(smtpcodes_code first, smtpcodes_code second, int32_t part,
                                                  int32_t format, int32_t language, char *buffer, size_t size);

/**
 * Render a verdict, or a decision of smtpcodes_classify that stands in a verdict with its codes and its stage.
 *
 * What the server sent is shown as by smtpcodes_reply_text with SMTPCODES_PARSE_PRINTABLE, and escaped for the format;
 * JSON has escapes of its own, and for a byte that is not UTF-8 the four characters \\xNN.
 *
 * @param bytes        the bytes from which the reply was read; may be NULL where length is 0
 * @param length       how many
 * @param rules        the pack that was used, for the names of its rules and reasons; NULL: none
 * @param verdict      the verdict
 * @param verdict_size sizeof(smtpcodes_verdict) of the caller
 * @param part         SMTPCODES_PART_*
 * @param format       SMTPCODES_FORMAT_*; one that is not known is read as SMTPCODES_FORMAT_TEXT
 * @param language     SMTPCODES_LANGUAGE_*; one that is not in this build, or not known, is read as English
 * @param buffer       where to write, with a NUL; may be NULL where size is 0
 * @param size         its size in bytes
 * @return the length of the text without the NUL; SMTPCODES_ERROR_ARGUMENT for NULL with a length or a size, no verdict,
 *         more bytes than INT32_MAX, or a text that would be longer than that; SMTPCODES_ERROR_UNSUPPORTED in a build
 *         without texts
 */
SMTPCODES_API int32_t smtpcodes_render_verdict(const char *bytes, size_t length, const smtpcodes_rules *rules,
                                               const smtpcodes_verdict *verdict, size_t verdict_size, int32_t part,
                                               int32_t format, int32_t language, char *buffer, size_t size);

#ifdef __cplusplus
}
#endif
#endif /* SMTPCODES_H */
