export const mail = {
  greeting: 'Hello {{name}},',
  greeting_nameless: 'Hello,',
  remark: 'A word from us:\n“{{remark}}”',
  see: 'See the loan here:\n{{url}}',
  regards: 'Kind regards\n{{centre}}',
  line: '{{granted}} {{model}}',
  line_granted: '{{granted}} of {{asked}} {{model}}',
  arrives_transport: 'The box comes to {{school}} on {{arrives}} with the municipality’s transport.',
  arrives_post: 'The box comes to {{school}} by post, on {{arrives}} at the latest.',
  arrives_pickup: 'You can fetch the box from us from {{arrives}}.',
  returns_transport: 'Your last day with it is {{to}}. The transport fetches the box on {{returns}}.',
  returns_post: 'Your last day with it is {{to}}. Post the box on {{returns}}, the return label is inside.',
  returns_pickup: 'Your last day with it is {{to}}. Bring the box back to us on {{returns}} at the latest.',
  requested: {
    subject: 'We have your booking {{reference}}',
    text: 'Thank you for your booking for {{school}}, {{from}} – {{to}}. We will read it through and answer as soon as we can. Meanwhile the things are reserved for you.',
  },
  approved: {
    subject: 'Your booking {{reference}} is approved',
    text: 'Yes, this will happen. You can borrow this for {{school}}, {{from}} – {{to}}. The days are in the calendar file that comes with this.',
  },
  partly_approved: {
    subject: 'Your booking {{reference}} is approved in part',
    text: 'There was not enough of everything, but you can borrow this for {{school}}, {{from}} – {{to}}. The days are in the calendar file that comes with this. If you no longer want the loan you can cancel it, right up to when the box is sent.',
  },
  rejected: {
    subject: 'We are sorry that booking {{reference}} cannot be done',
    text: 'This time we are sorry that we cannot lend what you booked for {{school}}, {{from}} – {{to}}. You are welcome to book other days.',
  },
  packed: {
    subject: 'Your loan {{reference}} is packed',
    text: 'The box for {{school}} is packed and ready to be sent.',
  },
  packed_pickup: {
    subject: 'Your loan {{reference}} is ready to fetch',
    text: 'The box for {{school}} is packed and stands here with us.',
  },
  dispatched: {
    subject: 'Your loan {{reference}} is on its way',
    text: 'We have sent the box to {{school}}. When it is there, please press “I have got the box”, so that we know that all went well.',
  },
  dispatched_pickup: {
    subject: 'Your loan {{reference}} has been fetched',
    text: 'The box has been handed over. We hope that you will enjoy it at {{school}}.',
  },
  received: {
    subject: 'Your loan {{reference}} is back with us',
    text: 'Thank you, the box from {{school}} has come. We will go through what is in it and be in touch if we wonder about anything.',
  },
  closed: {
    subject: 'Your loan {{reference}} is closed',
    text: 'We have gone through the box from {{school}} and the loan is closed. Thank you, and welcome back.',
  },
  cancelled: {
    subject: 'Your booking {{reference}} is cancelled',
    text: 'The booking for {{school}}, {{from}} – {{to}}, is cancelled. There is nothing more for you to do.',
  },
  recalled: {
    subject: 'We need {{reference}} back early',
    text: 'We are sorry, but we need the box that is at {{school}} back earlier than we said. Please get in touch, and together we will find out how it gets here.',
  },
  return_soon: {
    subject: 'It is soon time to return {{reference}}',
    text: 'We hope that you have had good use of the loan at {{school}}. This is to remind you that it will soon be time to send it back.',
  },
  overdue: {
    subject: 'We miss {{reference}}',
    text_one:
      'The box that is at {{school}} should have been here yesterday. Please send it as soon as you can, so that the next class can borrow it, or get in touch if something has happened. If it is on its way already, never mind this.',
    text_other:
      'The box that is at {{school}} should have been here {{count}} days ago. Please send it as soon as you can, so that the next class can borrow it, or get in touch if something has happened. If it is on its way already, never mind this.',
  },
  digest: {
    subject: 'A reminder of your loans',
    text: 'These are the loans that are soon due back, or that we miss.',
    return_soon: '{{reference}} ({{what}}): your last day with it is {{to}}.\n{{url}}',
    overdue_one: '{{reference}} ({{what}}): should have been here yesterday.\n{{url}}',
    overdue_other: '{{reference}} ({{what}}): should have been here {{count}} days ago.\n{{url}}',
    end: 'If something is on its way already, never mind it. Get in touch if something has happened.',
  },
};
