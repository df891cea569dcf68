/// Calendars of series whose rows are not simply one step apart, such as business days. Enter at [RowCalendar].
package dev.lstm4j.forecast.calendar;
