mod check;
mod faults;
mod faulty;
mod folder;
mod in_the_way;
mod law;
mod other_case;
