/// The parts of a recipe and what may be wrong with them. Each part is a record that checks its own values:
/// [ColumnSettings], [ReadingSettings], [WindowSettings] with [SplitSettings], [NetworkSettings] with
/// [StartSettings], [UpdateSettings] with [OptimizerSettings] and [ScheduleSettings], and [TrainingSettings]. Every
/// value has a [Setting] that names it in a [ForecastException] or a [Warning].
package dev.lstm4j.forecast.settings;
