import { Long, Timestamp } from 'bson';
import { expressions, refused } from './expression-table.ts';

const date = (text: string): Date => new Date(text);
const STOCKHOLM = 'Europe/Stockholm';

expressions('parts of dates', [
  [{ $year: '$when' }, 2_024],
  [{ $month: '$when' }, 3],
  [{ $dayOfMonth: ['$when'] }, 10],
  [{ $dayOfWeek: '$when' }, 1],
  [{ $dayOfYear: '$when' }, 70],
  [{ $week: '$when' }, 10],
  [{ $isoDayOfWeek: '$when' }, 7],
  [{ $isoWeek: '$when' }, 10],
  [{ $isoWeekYear: '$when' }, Long.fromNumber(2_024)],
  [{ $hour: { date: '$when', timezone: STOCKHOLM } }, 10],
  [{ $hour: { date: date('2024-07-01T12:00:00Z'), timezone: STOCKHOLM } }, 14],
  [{ $hour: { date: '$when', timezone: '+05:30' } }, 14],
  [{ $minute: '$when' }, 5],
  [{ $second: '$when' }, 7],
  [{ $millisecond: '$when' }, 89],
  [{ $year: '$nothing' }, null],
  [{ $year: { date: '$when', timezone: '$nothing' } }, null],
  [{ $year: '$n' }, refused(16_006)],
  [{ $year: { date: '$when', timezone: 'Mars' } }, refused(40_485)],
  [{ $year: { date: '$when', timezone: 5 } }, refused(40_533)],
  [{ $dateToParts: { date: '$when', timezone: 5 } }, refused(40_517)],
  [{ $year: { date: '$when', zone: 'UTC' } }, refused(40_535)],
  [{ $year: [] }, refused(40_536)],
  [{ $year: {} }, refused(40_539)],
  [
    { $dateToParts: { date: '$when', timezone: STOCKHOLM } },
    { year: 2_024, month: 3, day: 10, hour: 10, minute: 5, second: 7, millisecond: 89 },
  ],
  [
    { $dateToParts: { date: '$when', iso8601: true } },
    { isoWeekYear: 2_024, isoWeek: 10, isoDayOfWeek: 7, hour: 9, minute: 5, second: 7, millisecond: 89 },
  ],
  [{ $dateToParts: { date: '$when', iso8601: 1 } }, refused(40_521)],
  [{ $dateFromParts: { year: 2_024, month: 3, day: 10 } }, date('2024-03-10T00:00:00Z')],
  [{ $dateFromParts: { year: 2_024, month: 14, day: 0 } }, date('2025-01-31T00:00:00Z')],
  [{ $dateFromParts: { year: 2_024, hour: 2, timezone: STOCKHOLM } }, date('2024-01-01T01:00:00Z')],
  [{ $dateFromParts: { isoWeekYear: 2_024, isoWeek: 10, isoDayOfWeek: 7 } }, date('2024-03-10T00:00:00Z')],
  [{ $dateFromParts: { year: '$nothing' } }, null],
  [{ $dateFromParts: { month: 1 } }, refused(40_516)],
  [{ $dateFromParts: { year: 2_024, isoWeek: 1 } }, refused(40_489)],
  [{ $dateFromParts: { year: 'a' } }, refused(40_515)],
  [{ $dateFromParts: { year: 10_000 } }, refused(40_523)],
  [{ $dateFromParts: { year: 0 } }, refused(40_523)],
  [{ $dateFromParts: { isoWeekYear: 0 } }, refused(31_095)],
  [{ $dateFromParts: { year: 1_970, millisecond: 2 ** 54 } }, refused(159)],
  [{ $tsSecond: new Timestamp({ t: 1_622_731_060, i: 3 }) }, Long.fromNumber(1_622_731_060)],
  [{ $tsIncrement: new Timestamp({ t: 1_622_731_060, i: 3 }) }, Long.fromNumber(3)],
  [{ $tsSecond: '$n' }, refused(5_687_301)],
  [{ $tsIncrement: '$n' }, refused(5_687_302)],
  [{ $dateFromParts: { year: 2_024, month: 40_000 } }, refused(31_034)],
]);

expressions('dates as text', [
  [{ $dateToString: { date: '$when' } }, '2024-03-10T09:05:07.089Z'],
  [{ $dateToString: { date: '$when', timezone: STOCKHOLM } }, '2024-03-10T10:05:07.089'],
  [{ $dateToString: { date: '$when', timezone: '+00:00' } }, '2024-03-10T09:05:07.089Z'],
  [{ $dateToString: { date: '$when', format: '%z %Z', timezone: STOCKHOLM } }, '+0100 60'],
  [{ $dateToString: { date: '$when', format: '%d/%m/%Y %H:%M' } }, '10/03/2024 09:05'],
  [{ $dateToString: { date: '$when', format: '%G-W%V-%u', timezone: STOCKHOLM } }, '2024-W10-7'],
  [
    { $dateToString: { date: date('2024-03-30T23:30:00Z'), format: '%Y-%m-%d', timezone: STOCKHOLM } },
    '2024-03-31',
  ],
  [{ $dateToString: { date: '$nothing', onNull: 'never' } }, 'never'],
  [{ $dateToString: { date: '$when', format: '%' } }, refused(18_535)],
  [{ $dateToString: { date: '$when', format: '%q' } }, refused(18_536)],
  [{ $dateToString: { date: '$when', format: 5 } }, refused(18_533)],
  [{ $dateToString: { format: '%Y' } }, refused(18_628)],
  [{ $dateToString: '$when' }, refused(18_629)],
  [{ $dateFromString: { dateString: '2024-03-10T09:05:07.089Z' } }, date('2024-03-10T09:05:07.089Z')],
  [{ $dateFromString: { dateString: '2024-07-01', timezone: STOCKHOLM } }, date('2024-06-30T22:00:00Z')],
  [{ $dateFromString: { dateString: '10/3 2024', format: '%d/%m %Y' } }, date('2024-03-10T00:00:00Z')],
  [{ $dateFromString: { dateString: '2017-07-04T11:56.02.8' } }, date('2017-07-04T11:56:02.800Z')],
  [
    { $dateFromString: { dateString: '2017-07-04T11:56:02.81Z', format: '%Y-%m-%dT%H:%M:%S.%LZ' } },
    date('2017-07-04T11:56:02.810Z'),
  ],
  [{ $toDate: 'Tue, 20 Mar 2018 10:00:00 +0100' }, date('2018-03-20T09:00:00Z')],
  [{ $toDate: 'Tue Mar 20 10:00:00 2018' }, date('2018-03-20T10:00:00Z')],
  [{ $toDate: 'Mon, 20 Mar 2018' }, refused(241)],
  [{ $toDate: '20180320T100000Z' }, date('2018-03-20T10:00:00Z')],
  [{ $toDate: '2018-079' }, date('2018-03-20T00:00:00Z')],
  [{ $toDate: '2018-W12-2' }, date('2018-03-20T00:00:00Z')],
  [{ $toDate: '2018-03' }, date('2018-03-01T00:00:00Z')],
  [{ $toDate: '2018-03-20 1:2:3' }, date('2018-03-20T01:02:03Z')],
  [{ $toDate: 'tomorrow' }, refused(241)],
  [{ $dateFromString: { dateString: '12/31/2018\0!', format: '%m/%d/%Y' } }, date('2018-12-31T00:00:00Z')],
  [{ $dateFromString: { dateString: '12/31/2018', format: '%m/%d\0/%Y' } }, refused(241)],
  [{ $dateFromString: { dateString: 'soon' } }, refused(241)],
  [{ $dateFromString: { dateString: 'soon', onError: 'bad' } }, 'bad'],
  [{ $dateFromString: { dateString: null, onNull: 1 } }, 1],
  [{ $dateFromString: { dateString: 5 } }, refused(241)],
  [{ $dateFromString: {} }, refused(40_542)],
]);

expressions('date arithmetic', [
  [
    { $dateAdd: { startDate: date('2020-11-30T12:10:05Z'), unit: 'day', amount: 1 } },
    date('2020-12-01T12:10:05Z'),
  ],
  [
    {
      $dateAdd: {
        startDate: date('2020-10-24T18:10:00Z'),
        unit: 'hour',
        amount: 24,
        timezone: 'Europe/Paris',
      },
    },
    date('2020-10-25T18:10:00Z'),
  ],
  [
    {
      $dateAdd: { startDate: date('2020-10-24T18:10:00Z'), unit: 'day', amount: 1, timezone: 'Europe/Paris' },
    },
    date('2020-10-25T19:10:00Z'),
  ],
  [
    {
      $dateAdd: {
        startDate: date('2021-01-30T23:30:00Z'),
        unit: 'month',
        amount: 1,
        timezone: 'Europe/Paris',
      },
    },
    date('2021-02-27T23:30:00Z'),
  ],
  [
    { $dateSubtract: { startDate: date('2020-12-31T12:10:05Z'), unit: 'quarter', amount: 2 } },
    date('2020-06-30T12:10:05Z'),
  ],
  [{ $dateAdd: { startDate: '$nothing', unit: 'day', amount: 1 } }, null],
  [{ $dateSubtract: { startDate: '$when', unit: 'day', amount: Long.MIN_VALUE } }, refused(6_045_000)],
  [{ $dateAdd: { unit: 'second', amount: 120 } }, refused(5_166_402)],
  [{ $dateAdd: { startDate: '$when', units: 'day', amount: 1 } }, refused(5_166_401)],
  [{ $dateAdd: { startDate: 'a', unit: 'day', amount: 1 } }, refused(5_166_403)],
  [{ $dateAdd: { startDate: '$when', unit: 1, amount: 1 } }, refused(5_166_404)],
  [{ $dateAdd: { startDate: '$when', unit: 'epoch', amount: 1 } }, refused(9)],
  [{ $dateAdd: { startDate: '$when', unit: 'year', amount: 1.001 } }, refused(5_166_405)],
  [
    {
      $dateDiff: {
        startDate: date('2020-11-01T18:23:36Z'),
        endDate: date('2020-11-02T00:00:00Z'),
        unit: 'hour',
      },
    },
    Long.fromNumber(6),
  ],
  [
    {
      $dateDiff: {
        startDate: date('2021-01-24T18:23:36Z'),
        endDate: date('2021-01-25T02:23:36Z'),
        unit: 'week',
        timezone: 'GMT',
        startOfWeek: 'MONDAY',
      },
    },
    Long.fromNumber(1),
  ],
  [{ $dateDiff: { startDate: '$when', endDate: 'a', unit: 'hour' } }, refused(5_166_307)],
  [{ $dateDiff: { startDate: '$when', endDate: '$when', unit: 'decade' } }, refused(5_439_014)],
  [
    { $dateTrunc: { date: date('2020-11-01T18:23:36Z'), unit: 'hour', binSize: 2 } },
    date('2020-11-01T18:00:00Z'),
  ],
  [{ $dateTrunc: { date: date('2021-02-15T18:23:36Z'), unit: 'week' } }, date('2021-02-14T00:00:00Z')],
  [
    { $dateTrunc: { date: date('2024-03-31T12:00:00Z'), unit: 'day', timezone: STOCKHOLM } },
    date('2024-03-30T23:00:00Z'),
  ],
  [
    { $dateTrunc: { date: date('2024-07-01T12:00:00Z'), unit: 'month', timezone: STOCKHOLM } },
    date('2024-06-30T22:00:00Z'),
  ],
  [{ $dateTrunc: { date: '$n', unit: 'day' } }, refused(5_439_012)],
  [{ $dateTrunc: { date: '$when', unit: 'day', binSize: 0 } }, refused(5_439_018)],
  [{ $dateTrunc: { date: '$when', unit: 'week', startOfWeek: 'FRIDIE' } }, refused(5_439_016)],
  [{ $dateTrunc: 'A' }, refused(5_439_007)],
]);
