"""What a figure covers: measure, population, place, period and counting basis."""
